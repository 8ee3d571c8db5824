-- What pages count most often, counted as the snapshot is made: they read these instead of every case, as long as no account
-- and no TAM is chosen. Medians are those of whole months alone, for medians cannot be added up.

-- By local date, and what the records are filtered by beside accounts and TAMs: what each clock judged, by the date on which
-- the case was opened, was finally resolved, or the run was due; and of the cases opened, who could have a trait and who has.
create or replace table judged_days as
with runs as (
    select
        'first_response' as clock,
        opened_on,
        resolved_on,
        first_response_due_on as due_on,
        category,
        priority,
        channel,
        region,
        first_response_verdict = 'met' as is_met,
        is_first_response_exempt as is_exempt,
    from dated_cases
    where first_response_verdict in ('met', 'breached')
    union all
    select
        'next_response',
        opened_on,
        resolved_on,
        due_on,
        category,
        priority,
        channel,
        region,
        verdict = 'met',
        is_exempt,
    from dated_responses
    where verdict in ('met', 'breached')
    union all
    select
        'periodic_update',
        opened_on,
        resolved_on,
        null,
        category,
        priority,
        channel,
        region,
        update_verdict = 'met',
        is_periodic_update_exempt,
    from dated_cases
    where reply_count > 0 and update_verdict in ('met', 'breached')
    union all
    select
        'resolution',
        opened_on,
        resolved_on,
        resolution_due_on,
        category,
        priority,
        channel,
        region,
        resolution_verdict = 'met',
        is_resolution_exempt,
    from dated_cases
    where resolution_verdict in ('met', 'breached')
),

-- Few combinations of an opening, an end and a due date occur: they are counted first, and put into each of their dates then.
counts as (
    select
        clock,
        opened_on,
        resolved_on,
        due_on,
        category,
        priority,
        channel,
        region,
        count(*) as judged_count,
        count(*) filter (is_met) as met_count,
        count(*) filter (not is_exempt) as adjusted_judged_count,
        count(*) filter (is_met and not is_exempt) as adjusted_met_count,
    from runs
    group by all
),

trait_counts as (
    select
        opened_on,
        category,
        priority,
        channel,
        region,
        unnest(
            [
                {
                    'clock': 'reopened',
                    'judged_count': count(*),
                    'met_count': count(*) filter (reopen_count > 0),
                },
                {
                    'clock': 'escalated',
                    'judged_count': count(*),
                    'met_count': count(*) filter (escalation_count > 0),
                },
                {
                    'clock': 'one_touch',
                    'judged_count': count(*) filter (state = 'resolved'),
                    'met_count': count(*) filter (state = 'resolved' and reply_count = 1),
                },
            ],
            recursive := true
        ),
    from dated_cases
    group by opened_on, category, priority, channel, region
),

dated_counts as (
    select 'opened' as counted_by, opened_on as belongs_on, *
    from counts
    union all by name
    select 'opened' as counted_by, opened_on as belongs_on, *
    from trait_counts
    union all by name
    select 'resolved' as counted_by, resolved_on as belongs_on, *
    from counts
    where resolved_on is not null
    union all by name
    select 'due' as counted_by, due_on as belongs_on, *
    from counts
    where due_on is not null
)

select
    clock,
    counted_by,
    belongs_on,
    category,
    priority,
    channel,
    region,
    cast(sum(judged_count) as bigint) as judged_count,
    cast(sum(met_count) as bigint) as met_count,
    cast(sum(adjusted_judged_count) as bigint) as adjusted_judged_count,
    cast(sum(adjusted_met_count) as bigint) as adjusted_met_count,
from dated_counts
group by all
order by clock, counted_by, belongs_on;

-- By local month, all that the monthly summary counts of it: of the cases opened in it, what the first response judged and
-- took and how many are resolved; the cases open as it ended, or as the records do; the escalations raised in it.
create or replace table month_counts as
with cases_by_month as (
    select
        cast(date_trunc('month', opened_on) as date) as month,
        count(*) as opened_count,
        count(*) filter (first_response_verdict in ('met', 'breached')) as judged_count,
        count(*) filter (first_response_verdict = 'met') as met_count,
        count(*) filter (first_response_verdict in ('met', 'breached') and not is_first_response_exempt)
            as adjusted_judged_count,
        count(*) filter (first_response_verdict = 'met' and not is_first_response_exempt) as adjusted_met_count,
        count(first_response_business_seconds) as timed_count,
        quantile_cont(first_response_business_seconds, [0.5, 0.9]) as quantile_seconds,
        count(resolved_at) as resolved_count,
        count(*) filter (coalesce(resolution_agreed, false)) as agreed_count,
    from dated_cases
    group by month
),

moves as (
    select cast(date_trunc('month', opened_on) as date) as month, count(*) as change
    from dated_cases
    group by month
    union all
    select cast(date_trunc('month', resolved_on) as date) as month, -count(*)
    from dated_cases
    where resolved_on is not null
    group by month
    union all
    select cast(date_trunc('month', resolved_on) as date) as month, -count(*)
    from reopenings
    group by month
    union all
    select cast(date_trunc('month', reopened_on) as date) as month, count(*)
    from reopenings
    group by month
),

months as (
    select
        month,
        sum(sum(change)) over (order by month) as open_count,
    from (
        select month, change
        from moves
        union all
        -- each month up to that of as_of, also one in which nothing moved
        select
            unnest(range(
                min(moves.month),
                cast(max(timezone(snapshot.reporting_time_zone, snapshot.as_of)) as date) + 1,
                interval 1 month
            )),
            0,
        from moves
        cross join snapshot
    )
    group by month
),

escalations_by_month as (
    select
        cast(date_trunc('month', raised_on) as date) as month,
        count(*) as escalation_count,
        count(*) filter (acknowledgement_verdict in ('met', 'breached')) as acknowledgement_judged_count,
        count(*) filter (acknowledgement_verdict = 'met') as acknowledgement_met_count,
    from dated_escalations
    group by month
)

select
    month,
    coalesce(cases_by_month.opened_count, 0) as opened_count,
    coalesce(cases_by_month.judged_count, 0) as judged_count,
    coalesce(cases_by_month.met_count, 0) as met_count,
    coalesce(cases_by_month.adjusted_judged_count, 0) as adjusted_judged_count,
    coalesce(cases_by_month.adjusted_met_count, 0) as adjusted_met_count,
    coalesce(cases_by_month.timed_count, 0) as timed_count,
    cast(cases_by_month.quantile_seconds[1] as double) as median_seconds,
    cast(cases_by_month.quantile_seconds[2] as double) as p90_seconds,
    coalesce(cases_by_month.resolved_count, 0) as resolved_count,
    coalesce(cases_by_month.agreed_count, 0) as agreed_count,
    cast(coalesce(months.open_count, 0) as bigint) as open_count,
    coalesce(escalations_by_month.escalation_count, 0) as escalation_count,
    coalesce(escalations_by_month.acknowledgement_judged_count, 0) as acknowledgement_judged_count,
    coalesce(escalations_by_month.acknowledgement_met_count, 0) as acknowledgement_met_count,
from cases_by_month
full join months using (month)
full join escalations_by_month using (month)
order by month;

-- By local month of the opening and by account: what the first response judged.
create or replace table account_months as
select
    cast(date_trunc('month', opened_on) as date) as month,
    account_id,
    count(*) as judged_count,
    count(*) filter (first_response_verdict = 'met') as met_count,
from dated_cases
where first_response_verdict in ('met', 'breached')
group by month, account_id
order by month, account_id;
