"""The language model's room: prompts, how an article is shown, how pointers are read, and the one door to a model.

``client.py`` is the door: every call of either stage goes through it, and is written into a ledger as it ends.
``langchain.py`` and ``faults.py`` alone know LangChain, and what its exceptions mean. ``prompts.py`` reads the prompt
files, ``notation.py`` numbers an article's passages and quotations, ``pointers.py`` resolves what a reply points at.
Nothing here knows of quotes, claims, storage or files of articles.
"""
