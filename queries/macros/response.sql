-- What the clocks judged, row by row, and what the questions of this theme count of it.

-- Whole seconds between two instants; `date_diff` asks the calendar for every row and takes ten times as long.
create or replace temp macro seconds_between(from_at, to_at) as ((epoch_us(to_at) - epoch_us(from_at)) // 1000000);

-- Every run of every clock, one row each: a case for first_response, periodic_update (cases with an answer, by their longest
-- silence) and resolution, a customer's message for next_response. Durations are null until the clock has stopped, except
-- silences, which count what is still running; nothing is due of a periodic update.
create or replace temp macro clock_runs() as table (
    select
        'first_response' as clock,
        *,
        opened_at as started_at,
        first_response_at as stopped_at,
        first_response_due_at as due_at,
        first_response_due_on as due_on,
        first_response_business_seconds as business_seconds,
        first_response_target_seconds as target_seconds,
        first_response_verdict as verdict,
        is_first_response_exempt as is_exempt,
    from dated_cases
    union all by name
    select
        'next_response' as clock,
        *,
        asked_at as started_at,
        answered_at as stopped_at,
    from dated_responses
    union all by name
    select
        'periodic_update' as clock,
        *,
        first_response_at as started_at,
        update_worst_business_seconds as business_seconds,
        update_verdict as verdict,
        is_periodic_update_exempt as is_exempt,
    from dated_cases
    where reply_count > 0
    union all by name
    select
        'resolution' as clock,
        *,
        opened_at as started_at,
        resolved_at as stopped_at,
        resolution_due_at as due_at,
        resolution_due_on as due_on,
        resolution_business_seconds as business_seconds,
        resolution_target_seconds as target_seconds,
        resolution_verdict as verdict,
        is_resolution_exempt as is_exempt,
    from dated_cases
);

-- The runs of some clocks that belong to a period. `belongs_on` is the local date that puts a run into it: its case was
-- opened, its case was finally resolved, or the run itself was due.
create or replace temp macro clock_rows(
    clock_codes, denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    select
        clock,
        case_id,
        account_id,
        tam_id,
        agent_id,
        channel,
        coalesce(category, 'uncategorised') as category,
        priority,
        state,
        opened_at,
        opened_on,
        resolved_at,
        resolution_agreed,
        reopen_count,
        reply_count,
        started_at,
        stopped_at,
        due_at,
        business_seconds,
        open_business_seconds,
        seconds_between(started_at, stopped_at) as elapsed_seconds,
        target_seconds,
        coalesce(verdict, 'no_target') as verdict,
        coalesce(verdict in ('met', 'breached'), false) as is_judged,
        is_exempt,
        case denominator when 'opened' then opened_on when 'resolved' then resolved_on when 'due' then due_on end
            as belongs_on,
    from clock_runs() as runs
    where list_contains(clock_codes, clock)
        and case denominator when 'opened' then opened_on when 'resolved' then resolved_on when 'due' then due_on end
            between cast(since as date) and cast(until as date) - 1
        and is_chosen(
            accounts, tams, categories, priorities, channels, regions,
            runs.account_id, runs.tam_id, runs.category, runs.priority, runs.channel, runs.region
        )
);

-- What a clock judged, counted by the local date it belongs to.
create or replace temp macro judged_days(
    clock_code, denominator_code, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    select
        belongs_on,
        cast(sum(judged_count) as bigint) as judged_count,
        cast(sum(met_count) as bigint) as met_count,
        cast(sum(adjusted_judged_count) as bigint) as adjusted_judged_count,
        cast(sum(adjusted_met_count) as bigint) as adjusted_met_count,
    from judged_days as counted
    where is_counted(accounts, tams)
        and clock = clock_code
        and counted_by = denominator_code
        and belongs_on between cast(since as date) and cast(until as date) - 1
        and is_chosen(
            [], [], categories, priorities, channels, regions,
            null, null, counted.category, counted.priority, counted.channel, counted.region
        )
    group by belongs_on
    union all
    select
        belongs_on,
        count(*) as judged_count,
        count(*) filter (where verdict = 'met') as met_count,
        count(*) filter (where not is_exempt) as adjusted_judged_count,
        count(*) filter (where verdict = 'met' and not is_exempt) as adjusted_met_count,
    from clock_rows(
        [clock_code], denominator_code, since, until, accounts, tams, categories, priorities, channels, regions
    )
    where is_judged and not is_counted(accounts, tams)
    group by belongs_on
);

-- On whose wall an hour is read (`zone_code`): every account's in the reporting time zone, or each in that of its calendar.
create or replace temp macro account_zones(zone_code) as table (
    select
        accounts.account_id,
        if(zone_code = 'account', calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
    from accounts
    left join calendars on accounts.calendar_id = calendars.calendar_id
    cross join snapshot
);

-- The instant by which a row of a clock is put into an hour of the week.
create or replace temp macro hour_instant(hour_of, opened_at, due_at) as (
    case hour_of when 'opened' then opened_at when 'due' then due_at end
);

-- What a bracket or a bar of durations counts of a row: business seconds, elapsed seconds, or an agent's replies.
create or replace temp macro measured(measure, business_seconds, elapsed_seconds, reply_count) as (
    cast(case measure
        when 'business' then business_seconds
        when 'elapsed' then elapsed_seconds
        when 'replies' then reply_count
    end as bigint)
);

-- Whether a case has the trait that a tile counts; a case was finished once when it is resolved or has been reopened.
create or replace temp macro has_trait(trait, resolved_at, resolution_agreed, reopen_count, reply_count) as (
    case trait
        when 'resolved' then resolved_at is not null
        when 'open' then resolved_at is null
        when 'agreed' then coalesce(resolution_agreed, false)
        when 'not_agreed' then resolved_at is not null and not resolution_agreed
        when 'once_resolved' then resolved_at is not null or reopen_count > 0
        when 'reopened' then reopen_count > 0
        when 'one_touch' then resolved_at is not null and reply_count = 1
        when 'two_touch' then resolved_at is not null and reply_count = 2
        when 'any' then true
    end
);

-- How far a share of so many may stray from a mean by chance: 3 sigma, the reach of a p-chart's limits.
create or replace temp macro control_reach(mean, judged_count) as (
    3 * sqrt(mean * (1 - mean) / nullif(judged_count, 0))
);

-- The limit on one side of a mean, -1 below and 1 above, cut at 0 and 1; null without a count.
create or replace temp macro control_limit(mean, reach, side) as (
    if(reach is null, null, greatest(least(mean + side * reach, 1), 0))
);

-- On which side of the limits a share lies; null inside them.
create or replace temp macro control_signal(share, mean, reach) as (
    case
        when share < mean - reach then 'below'
        when share > mean + reach then 'above'
    end
);

-- Wilson's 95% interval of a share, -1 for its lower end and 1 for its upper; null without a count.
create or replace temp macro wilson_bound(met_count, judged_count, side) as (
    (
        met_count / judged_count + 1.959964 * 1.959964 / (2 * judged_count)
        + side * 1.959964 * sqrt(
            met_count / judged_count * (1 - met_count / judged_count) / judged_count
            + 1.959964 * 1.959964 / (4 * judged_count * judged_count)
        )
    ) / (1 + 1.959964 * 1.959964 / judged_count)
);

-- What the business time of cases was spent on, until they were finally resolved or the records end: one row per case that
-- has any span.
create or replace temp macro spent_cases(
    denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    select
        case_stages.*,
        chosen_rows.category,
        chosen_rows.priority,
        chosen_rows.belongs_on,
    from clock_rows(
        ['resolution'], denominator, since, until, accounts, tams, categories, priorities, channels, regions
    ) as chosen_rows
    inner join case_stages on chosen_rows.case_id = case_stages.case_id
);
