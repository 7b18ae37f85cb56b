"""The judge that asks a language model: it labels pairs and points at the evidence; code checks and decides.

``judge.py`` asks, ``plain.py`` says which passages are worth showing, ``gate.py`` holds each finding of a reply against
the article, ``source.py`` says who vouches for it, and ``doubts.py`` what keeps it from counting.
"""

from claimtrack.check.llm.judge import LlmJudge

__all__ = ["LlmJudge"]
