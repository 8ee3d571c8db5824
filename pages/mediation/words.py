"""The words of Mediation for the codes of its questions."""

from typing import Final

import pandas as pd

from pages.components import words as common

STEPS: Final = {
    "ready": "May be sent now",
    "replied": "Replied, to be closed",
    "preparing": "Best practices not met yet",
    "submitted": "Waiting for the provider",
    "tier_2": "Tier 2: not ours",
    "closed": "Closed",
}
SHORT_STEPS: Final = {
    "ready": "To send",
    "replied": "To close",
    "preparing": "To prepare",
    "submitted": "With provider",
    "tier_2": "Tier 2",
}
RESULTS: Final = {
    "resolved": "Resolved",
    "declined": "Declined",
    "no_reply": "No reply",
    "withdrawn": "Withdrawn",
    "no_outcome": "Closed without an outcome",
    "open": "Still open",
    "tier_2": "Tier 2: not ours",
}
MATCHES: Final = {
    "exact": "Same name",
    "spelling": "Same letters",
    "part": "One of its names",
    "domain": "By its domain",
    "several": "Several routes",
    "none": "No route on file",
    "unasked": "Not asked yet",
}
FINDINGS: Final = {
    "reply_without_form": "A reply, but no form submitted",
    "closed_without_outcome": "Closed without an outcome",
    "outcome_without_closing": "An outcome, but not closed",
}


def worded(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of `mediation_list` with words for codes and for nobody, and all flags of a request in one column."""
    shown = common.worded_columns(rows, step=STEPS, result=RESULTS)
    findings = rows["finding"].map(FINDINGS)
    flags = [
        "; ".join(
            said
            for said in (
                "Tier 2" if tier == 2 else "",
                "Form sent too early" if is_premature else "",
                finding if isinstance(finding, str) else "",
            )
            if said
        )
        for tier, is_premature, finding in zip(rows["tier"], rows["is_premature"], findings, strict=True)
    ]
    return shown.assign(
        flags=pd.Series(flags, index=rows.index, dtype="object"),
        tam_name=rows["tam_name"].fillna(common.NOBODY["no_tam"]),
        current_tam_name=rows["current_tam_name"].fillna(common.NOBODY["no_tam"]),
        contact=rows["contact"].fillna("None on file"),
    )
