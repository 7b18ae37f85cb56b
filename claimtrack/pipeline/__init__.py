"""Joins the wings: source to store by way of an extractor, and later articles to open claims by way of a judge.

Nothing slow happens inside a transaction, and each unit of work (one article) is written whole or not at all: a killed
run is run again, and nothing is lost or done twice. Engines work on several articles or pairs at once; the store is
written by one thread, in the order of the articles.
"""

from claimtrack.pipeline.judging import Dropped, Failed, Left, Progress, Stopped, check
from claimtrack.pipeline.knowing import Known, Weighed, known, supports, weighed
from claimtrack.pipeline.leads import Embed
from claimtrack.pipeline.planning import Planned, plan_check, plan_ingest
from claimtrack.pipeline.reading import Ingested, Outcome, ingest, ingest_all
from claimtrack.pipeline.saying import said

__all__ = [
    "Dropped",
    "Embed",
    "Failed",
    "Ingested",
    "Known",
    "Left",
    "Outcome",
    "Planned",
    "Progress",
    "Stopped",
    "Weighed",
    "check",
    "ingest",
    "ingest_all",
    "known",
    "plan_check",
    "plan_ingest",
    "said",
    "supports",
    "weighed",
]
