"""State is a row that says who and when: constraints that keep the two together."""

from django.db.models import CheckConstraint, F, Q


def who_and_when(what: str, *, model: str) -> CheckConstraint:
    """`<what>_by` and `<what>_at` are both set or both empty."""
    by, at = f"{what}_by", f"{what}_at"
    return CheckConstraint(
        condition=Q(**{f"{by}__isnull": True, f"{at}__isnull": True})
        | Q(**{f"{by}__isnull": False, f"{at}__isnull": False}),
        name=f"{model}_{what}_who_and_when",
    )


def ends_after_beginning(*, model: str) -> CheckConstraint:
    """`ended_at`, where set, is later than `began_at`."""
    return CheckConstraint(
        condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("began_at")), name=f"{model}_ends_after_beginning"
    )
