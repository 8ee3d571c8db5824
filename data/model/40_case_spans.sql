-- The states of each case over its life, [opened_at, resolved_at or as_of), without gap or overlap.

create or replace table case_spans as
with turns as (
    select
        case_number,
        0 as sequence,
        cast('open' as state_code) as state,
        opened_second as from_second,
        opened_clock as from_clock,
    from timed_cases
    union all
    select
        case_number,
        sequence,
        state_after,
        second,
        clock,
    from case_timelines
    where state_after <> state_before
),

spans as (
    select
        *,
        lead(from_second) over (partition by case_number order by sequence) as next_second,
        lead(from_clock) over (partition by case_number order by sequence) as next_clock,
    from turns
)

select
    timed_cases.case_id,
    cast(row_number() over (partition by spans.case_number order by spans.sequence) as integer) as span_number,
    cast(spans.state as varchar) as state,
    to_timestamp(spans.from_second) as from_at,
    to_timestamp(coalesce(spans.next_second, timed_cases.as_of_second)) as to_at,
    coalesce(spans.next_second, timed_cases.as_of_second) - spans.from_second as elapsed_seconds,
    coalesce(spans.next_clock, timed_cases.as_of_clock) - spans.from_clock as business_seconds,
from spans
inner join timed_cases on spans.case_number = timed_cases.case_number
-- Spans of no length are left out, and so is the resolved stretch that has not ended.
where coalesce(spans.next_second, timed_cases.as_of_second) > spans.from_second
    and (spans.state <> 'resolved' or spans.next_second is not null)
-- What is asked about one case then lies in few blocks of the file.
order by spans.case_number, spans.sequence;
