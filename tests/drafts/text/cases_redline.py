"""The hand-made cases by which a redline is judged, gathered from the rules; the data stand in the modules beside it."""

from tests.drafts.text.cases_redline_marks import MARKS
from tests.drafts.text.cases_redline_places import PLACES
from tests.drafts.text.cases_redline_plan import PLAN
from tests.drafts.text.cases_redline_words import WORDS

CASES = (*PLACES, *WORDS, *MARKS, *PLAN)
