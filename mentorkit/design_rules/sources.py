"""The sources of the rules. The sentences are ours; the facts are theirs."""

from __future__ import annotations

EMCC = "EMCC, International Standards for Mentoring and Coaching Programmes (ISMCP): {}"
PURPOSE, BRIEFING, SELECTION, REVIEW, ETHICS, SUPPORT = (
    EMCC.format(standard)
    for standard in (
        "clarity of purpose",
        "stakeholder training and briefing",
        "selection and matching",
        "measurement and review",
        "ethics",
        "administration and support",
    )
)

ELEMENTS = "MENTOR, Elements of Effective Practice for Mentoring, 4th edition (2015): {}"
RECRUITMENT, TRAINING, MATCHING, MONITORING, CLOSURE = (
    ELEMENTS.format(standard)
    for standard in ("recruitment", "training", "matching and initiating", "monitoring and support", "closure")
)

PRACTITIONERS = (
    "practitioners on why programmes fail: KMP+ House of Mentoring, Engage Mentoring, SmartBrief, MentorKey, "
    "and “How to get mentorship right”"
)

ALLEN = "Allen, Eby and Lentz, Journal of Applied Psychology 91 (2006): input into matching, and training, go with better mentoring"
RAGINS = "Ragins, Cotton and Miller, Academy of Management Journal 43 (2000): how a programme is made decides how good its pairs are"
CLUTTERBUCK = "Clutterbuck, Everyone Needs a Mentor (1985 and later)"
GDPR = "General Data Protection Regulation, (EU) 2016/679: {}"
DOBBIN = "Dobbin and Kalev, “Why Diversity Programs Fail”, Harvard Business Review (2016)"
IBARRA = "Ibarra, Carter and Silva, “Why Men Still Get More Promotions Than Women”, Harvard Business Review (2010)"
GOLLWITZER = "Gollwitzer, “Implementation Intentions”, American Psychologist 54 (1999)"
HARKIN = (
    "Harkin and others, “Does Monitoring Goal Progress Promote Goal Attainment?”, Psychological Bulletin 142 (2016)"
)
KIRKPATRICK = "Kirkpatrick, “Techniques for Evaluating Training Programs” (1959)"
RHODES = "Grossman and Rhodes, “The Test of Time”, American Journal of Community Psychology 30 (2002)"
DISCLOSURE = "the practice of statistical offices and staff surveys, which report no cell below five to ten people"
