"""Story threads: short invented stories told by several articles, with what is to be known after each of them.

One TOML file is one thread, and its name the test's::

    purpose = "What it shows, in a line."
    judge = "rules"                       # what the offline judge can know; "model" where a language model is needed

    [claims.ferry]                        # the claims that are spoken of: who makes them, and words of theirs
    speaker = "Ines Falk"
    words = "night ferry"

    [[steps]]                             # an article comes in, and everything is checked
    outlet = "Harbour Post"
    title = "Night ferry is to return"
    published = 2031-03-03
    url = "https://harbour.example/1"     # where it matters: two states of one article have one address
    text = '''Two to eight sentences. Lines are joined; an empty line ends a paragraph.'''
    claims.ferry = { status = "pending" }

    [[steps]]                             # no article: only time passes
    as_of = 2031-05-02
    claims.ferry = { status = "overdue" }
    flags = ["overdue"]

``as_of`` is the day to judge from; without it, it is the newest publication so far. Of a claim may be expected:
``status``; ``candidate`` and ``reversal`` (none unless they are given); ``repeated`` (how often its speaker's side said
it again); ``said_in`` (the origins in which it was said); ``current`` (false: its article no longer has it). ``flags``
are all those that the step raises: none unless they are given.

A thread for the model has ``replies`` beside an article: for a claim the ``words`` of the passage that the model points
at and the ``relation`` that it gives, where it matters also ``voice``, ``said_by``, ``event`` and ``covers``. All else
is the product: rules find the claims, and the judge of ``check/llm`` asks a scripted server, with the real client, its
gate and its second, blind reading. A reply that is never asked for fails the thread.

What is expected follows what a newsroom would have to know, not what an engine finds today. Prose is not bent to suit a
rule: a thread that is not understood yet says what stands in the way (``unsolved``), and fails when it no longer does.
``primary`` names the outlets and hosts that are primary records for the thread.
"""
