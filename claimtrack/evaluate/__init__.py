"""Scores: what an engine found, held against gold data, with every definition written down.

``records.py`` reads gold and predictions out of JSON objects, ``quotes.py``, ``verdicts.py`` and ``reliability.py``
score them: pure functions over frozen values. ``running.py`` has an engine make the predictions. Nothing here knows of
storage or the terminal.
"""
