"""The words that the offline judge knows: plain data, one set for one job, in the base form that ``words.key`` gives.

A word belongs here only if it does its job in nearly every sentence; what depends on the sentence is a rule's matter.
"""

from __future__ import annotations

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = _set(
    "a an the of to in on at for and or but is are was were be been being am has have had do does did will would can "
    "could may might must shall should that this these those it its his her their our your my he she they we you i us "
    "me him them as by with from into about after before over under than then so such very more most less least fewer "
    "who whom whose which what when where why how there here also just only even still yet already some any all both "
    "each every other another own same too up out off down not no nor never none nothing nobody neither cannot if "
    "while during through between against without within upon since until till because due per via again ever once"
)
"""Words that carry no topic."""

DATE_WORDS = _set(
    "january february march april june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today tomorrow yesterday"
)

NUMBER_WORDS = _set(
    "dozen dozens hundred hundreds thousand thousands million millions billion billions trillion lakh crore "
    "bn mn nearly almost roughly approximately half dollar dollars euro euros yen rupees"
)
"""Words that belong to a number. Numbers are compared by their own rules."""

GENERIC = _set(
    "say people person man woman year month week day time new report make take get go come one two number total "
    "accord claim tell know call part place thing way official include state country first last next expect plan"
)
"""Words of so many stories that sharing them tells little."""

IRREGULAR = {
    form: base
    for base, forms in {
        "meet": "met meeting meetings",
        "say": "said says saying",
        "hold": "held",
        "win": "won winning",
        "lose": "lost losing",
        "rise": "rose risen",
        "fall": "fell fallen",
        "leave": "left",
        "send": "sent",
        "sell": "sold",
        "buy": "bought",
        "pay": "paid",
        "give": "gave given",
        "take": "took taken",
        "make": "made",
        "begin": "began begun beginning",
        "speak": "spoke spoken",
        "go": "went gone",
        "come": "came",
        "get": "got gotten getting",
        "shoot": "shot",
        "find": "found",
        "build": "built",
        "fight": "fought",
        "break": "broke broken",
        "choose": "chose chosen",
        "grow": "grew grown",
        "fly": "flew flown flight flights",
        "know": "knew known",
        "see": "saw seen",
        "run": "ran running",
        "steal": "stole stolen",
        "strike": "struck",
        "withdraw": "withdrew withdrawn withdrawal",
        "write": "wrote written writing",
        "lead": "led",
        "keep": "kept",
        "quit": "quitting",
        "deny": "denied denies denial denials denying",
        "bear": "born",
        "man": "men",
        "woman": "women",
        "person": "people persons",
        "child": "children kid kids",
    }.items()
    for form in forms.split()
}
"""Forms that their ending does not lead back to the base form."""

SAME = {
    word: group.split()[0]
    for group in (
        "die died dies dying death deaths dead fatality fatalities casualties",
        "kill killed killing kills",
        "recover recovered recovery recoveries recovering",
        "infect infected infection infections",
        "injure injured injury injuries wounded wound wounds hurt",
        "meet summit",
        "film movie movies films biopic",
        "cancel cancelled canceled cancels cancellation cancelling canceling",
        "suspend suspended suspension suspensions",
        "ban banned banning bans",
        "resign resigned resignation resigns",
        "arrest arrested arrests",
        "elect elected election elections",
        "invade invaded invasion",
        "attack attacked attacks",
        "agree agreed agreement agreements",
        "decide decided decision decisions",
        "expand expanded expansion extension extend",
        "propose proposed proposal proposals offer offered offering",
        "car cars vehicle vehicles",
        "doctor doctors physician physicians",
    )
    for word in group.split()
}
"""Words of one meaning, led by the one that stands for all."""


def _opposites(*pairs: str) -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    return tuple((_set(one), _set(other)) for one, other in (pair.split(" | ") for pair in pairs))


OUTCOMES = _opposites(
    "win victory | lose defeat",
    "succeed success | fail failure",
    "survive alive | die",
    "guilty convict | innocent acquit",
    "approve accept pass adopt ratify | reject veto refuse",
    "sign | veto",
    "support back endorse | oppose",
    "real genuine | fake hoax",
    "ahead | postpone cancel",
)
"""Opposites of which only one can ever be true of one event."""

STATES = _opposites(
    "increase rise grow climb jump surge gain | decrease fall drop decline plunge shrink slump",
    "allow permit legal legalise legalize | ban prohibit forbid illegal outlaw",
    "open reopen | close shut",
    "release free | detain jail imprison",
    "lift | impose",
    "join | leave quit",
    "start begin | end finish",
    "stay remain | leave quit resign",
    "highest | lowest",
    "largest biggest | smallest",
    "positive | negative mixed",
    "north northern | south southern",
    "east eastern | west western",
)
"""Opposites that can follow one another: known to come later, the one replaces the other."""

CALLED_OFF = _set("cancel scrap postpone shelve abandon axe nix")
"""Verbs that keep a planned thing from happening. ("Suspend" and "delay" are left out: what had begun may go on.)"""

UNDO = CALLED_OFF | _set(
    "drop quit exit leave withdraw pull pass deny reject dismiss lift end stop prevent fail lose rule"
)
"""Verbs whose negation lets a thing stand: not to drop it is to keep it."""

FALSE = _set(
    "hoax hoaxes hoaxed fake faked fakes untrue false fabricated incorrect unfounded baseless debunk debunked debunks "
    "satire satirical bogus fictitious doctored photoshopped retracts retracted lied"
)
"""Words, as they stand, that call a story untrue."""

NOT_TRUE = re.compile(
    r"\b(?:not|n['’]t)\s+(?:true|real|exist|happen)\b|\bno\s+(?:truth|evidence|proof)\b|\bprank\b"
    r"|\bmade\s+(?:it|this|that|the\s+story)(?:\s+all)?\s+up\b|\bnever\s+(?:happened|existed)\b",
    re.IGNORECASE,
)
"""Phrases that do the same."""

STORY = _set("story report claim rumour rumor photo image picture video allegation news hoax article tale suggestion")
"""What a story is called when it is spoken of."""

HEARSAY = _set(
    "report reports claim claims claimed rumour rumours rumor rumors rumored allegation allegations suggestion"
)
"""Words, as they stand, by which a story is passed on without being stated."""

DENY = _set("deny refute rebut rubbish dispute dismiss reject")
"""Verbs by which a party says that it is not so. All but deny need a story as their object."""

DENY_OTHERWISE = _set("bail access entry visa request asylum permission right permit service application")
"""What is denied to someone when nothing is said to be untrue."""

HEDGE = _set(
    "may might could would should possible possibly perhaps maybe reportedly allegedly alleged rumour rumor "
    "unconfirmed suspected suspect likely expect expected hope consider plan planned intend want whether if unless "
    "potential speculation apparently supposedly appear seem believe fear feared investigate probe propose threaten"
)
"""Words under which nothing is stated as done."""

KEEPING = _set("refuse fail avoid decline resist prevent against")
"""Words that keep what follows from being done."""

SPEECH = _set(
    "say tell comment answer respond rule mention discuss specify elaborate disclose reveal know believe "
    "confirm verify explain announce"
)
"""Verbs whose negation leaves open what was not said or known."""

RUNNING = _set(
    "case death die infect recover injure kill test arrest vote hospitalization victim missing wounded hospitalisation"
)
"""Things whose count goes on: a later figure replaces an earlier one."""

QUALIFIED = _set(
    "new active suspected suspect probable additional more another further other imported daily extra "
    "remaining critical"
)
"""Adjectives that make a count one of something else: "new cases" are not "cases"."""
