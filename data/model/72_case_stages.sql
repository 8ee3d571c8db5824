-- What the business time of each case was spent on, until it was finally resolved or the records end. Open time before the
-- first response is waiting for it, all of it where there is none yet; after it, work.

create or replace table case_stages as
with first_spans as (
    select
        case_spans.case_id,
        case_spans.span_number,
        case_spans.state,
        case_spans.from_at,
        case_spans.to_at,
        case_spans.business_seconds,
        case_metrics.first_response_at,
        case_metrics.first_response_business_seconds,
    from case_spans
    inner join case_metrics on case_spans.case_id = case_metrics.case_id
),

-- The business time before a later span in which the first response came; before the first span there is none.
earlier_spans as (
    select
        first_spans.case_id,
        first_spans.span_number,
        sum(before.business_seconds) as seconds_before,
    from first_spans
    inner join case_spans as before
        on first_spans.case_id = before.case_id and first_spans.span_number > before.span_number
    where first_spans.state = 'open'
        and first_spans.span_number > 1
        and first_spans.from_at < first_spans.first_response_at
        and first_spans.to_at > first_spans.first_response_at
    group by first_spans.case_id, first_spans.span_number
),

answered_spans as (
    select
        first_spans.case_id,
        first_spans.state,
        cast(first_spans.business_seconds as bigint) as business_seconds,
        cast(case
            when first_spans.state <> 'open' or first_spans.from_at >= first_spans.first_response_at then 0
            when first_spans.to_at > first_spans.first_response_at
                then first_spans.first_response_business_seconds - coalesce(earlier_spans.seconds_before, 0)
            else first_spans.business_seconds
        end as bigint) as unanswered_seconds,
    from first_spans
    left join earlier_spans
        on first_spans.case_id = earlier_spans.case_id and first_spans.span_number = earlier_spans.span_number
)

select
    case_id,
    cast(sum(unanswered_seconds) as bigint) as waiting_for_first_response,
    cast(coalesce(sum(business_seconds - unanswered_seconds) filter (where state = 'open'), 0) as bigint) as working,
    cast(coalesce(sum(business_seconds) filter (where state = 'waiting_on_customer'), 0) as bigint)
        as waiting_on_customer,
    cast(coalesce(sum(business_seconds) filter (where state = 'resolution_proposed'), 0) as bigint)
        as awaiting_agreement,
    cast(coalesce(sum(business_seconds) filter (where state = 'resolved'), 0) as bigint) as resolved,
from answered_spans
group by case_id;
