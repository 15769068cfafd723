"""Finds what machine translation left behind in an article, marks it to the character and offers the fix.

from checker import Checker

report = Checker(target="fr").check_text("Nous sommes deeply concerned by these reports.")
for issue in report.issues:
    print(issue.span, issue.message)
"""

from checker.engine.pipeline import Checker, check_file, check_text
from checker.model import Document, Fix, Issue, Report

__all__ = ["Checker", "Document", "Fix", "Issue", "Report", "check_file", "check_text"]
