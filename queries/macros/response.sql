-- What the clocks judged, row by row, and what the questions of this theme count of it.

-- Whole seconds between two instants; `date_diff` asks the calendar for every row and takes ten times as long.
create or replace temp macro seconds_between(from_at, to_at) as ((epoch_us(to_at) - epoch_us(from_at)) // 1000000);

-- The cases a denominator looks among: opened in the period, finally resolved in it, or all (which of them were due is
-- for each clock to say).
create or replace temp macro denominated_cases(
    denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    select *
    from filtered_cases(
        if(denominator = 'opened', since, date '1900-01-01'),
        if(denominator = 'opened', until, date '2200-01-01'),
        accounts, tams, categories, priorities, channels, regions
    )
    where denominator <> 'resolved' or (resolved_at >= first_instant(since) and resolved_at < first_instant(until))
);

-- What a clock judged, one row each: a case for first_response, periodic_update (cases with an answer, by their longest
-- silence) and resolution, a customer's message for next_response. `belongs_at` is the instant that puts the row in a
-- period: its case was opened, its case was resolved, or the row itself was due (nothing is due of a periodic update).
-- Durations are null until the clock has stopped, except silences, which count what is still running.
create or replace temp macro clock_rows(
    clock_code, denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        -- From when an account's cases of a kind had a target for updates: blank columns of a target match all.
        update_targets as (
            select
                accounts.account_id,
                priorities_given.priority,
                categories_given.category,
                min(timezone(calendars.time_zone, cast(sla_targets.valid_from as timestamp))) as from_at,
            from sla_targets
            inner join accounts on coalesce(sla_targets.account_id, accounts.account_id) = accounts.account_id
            inner join calendars on accounts.calendar_id = calendars.calendar_id
            cross join (select unnest(['urgent', 'high', 'normal', 'low']) as priority) as priorities_given
            cross join (select unnest(['problem', 'configuration', 'information', '']) as category) as categories_given
            where clock_code = 'periodic_update'
                and sla_targets.metric = 'periodic_update'
                and coalesce(sla_targets.priority, priorities_given.priority) = priorities_given.priority
                and coalesce(sla_targets.category, categories_given.category) = categories_given.category
            group by accounts.account_id, priorities_given.priority, categories_given.category
        ),

        -- Two arms of which one is empty: only a plain inner join lets the few cases look for their messages.
        clocked_cases as (
            select
                chosen_cases.*,
                case clock_code
                    when 'periodic_update' then chosen_cases.first_response_at
                    else chosen_cases.opened_at
                end as started_at,
                case clock_code
                    when 'first_response' then chosen_cases.first_response_at
                    when 'resolution' then chosen_cases.resolved_at
                end as stopped_at,
                case clock_code
                    when 'first_response' then chosen_cases.first_response_due_at
                    when 'resolution' then chosen_cases.resolution_due_at
                end as due_at,
                cast(case clock_code
                    when 'first_response' then chosen_cases.first_response_business_seconds
                    when 'periodic_update' then chosen_cases.update_worst_business_seconds
                    when 'resolution' then chosen_cases.resolution_business_seconds
                end as bigint) as business_seconds,
                cast(case clock_code
                    when 'first_response' then chosen_cases.first_response_target_seconds
                    when 'resolution' then chosen_cases.resolution_target_seconds
                end as bigint) as target_seconds,
                case clock_code
                    when 'first_response' then chosen_cases.first_response_verdict
                    when 'resolution' then chosen_cases.resolution_verdict
                    when 'periodic_update' then case
                        when chosen_cases.update_breaches > 0 then 'breached'
                        when update_targets.from_at is null then null
                        when update_targets.from_at > chosen_cases.first_response_at then null
                        when chosen_cases.resolved_at is null then 'pending'
                        else 'met'
                    end
                end as verdict,
                case clock_code
                    when 'first_response' then chosen_cases.is_first_response_exempt
                    when 'periodic_update' then chosen_cases.is_periodic_update_exempt
                    when 'resolution' then chosen_cases.is_resolution_exempt
                end as is_exempt,
            from denominated_cases(
                denominator, since, until, accounts, tams, categories, priorities, channels, regions
            ) as chosen_cases
            left join update_targets
                on chosen_cases.account_id = update_targets.account_id
                and chosen_cases.priority = update_targets.priority
                and coalesce(chosen_cases.category, '') = update_targets.category
            where clock_code in ('first_response', 'periodic_update', 'resolution')
                and (clock_code <> 'periodic_update' or chosen_cases.update_count > 0)
            union all
            select
                chosen_cases.*,
                response_metrics.asked_at,
                response_metrics.answered_at,
                response_metrics.due_at,
                cast(if(response_metrics.answered_at is null, null, response_metrics.business_seconds) as bigint),
                response_metrics.target_seconds,
                response_metrics.verdict,
                chosen_cases.is_next_response_exempt,
            from denominated_cases(
                denominator, since, until, accounts, tams, categories, priorities, channels, regions
            ) as chosen_cases
            inner join (
                select *
                from response_metrics
                where denominator <> 'due' or (due_at >= first_instant(since) and due_at < first_instant(until))
            ) as response_metrics
                on chosen_cases.case_id = response_metrics.case_id
            where clock_code = 'next_response'
        ),

        timed_rows as (
            select
                case_id,
                account_id,
                tam_id,
                agent_id,
                channel,
                coalesce(category, 'uncategorised') as category,
                priority,
                state,
                opened_at,
                resolved_at,
                resolution_agreed,
                reopen_count,
                update_count as reply_count,
                first_response_at,
                cast(first_response_business_seconds as bigint) as first_response_business_seconds,
                started_at,
                stopped_at,
                due_at,
                business_seconds,
                target_seconds,
                coalesce(verdict, 'no_target') as verdict,
                is_exempt,
            from clocked_cases
        ),

        placed_rows as (
            select
                timed_rows.*,
                seconds_between(started_at, stopped_at) as elapsed_seconds,
                verdict in ('met', 'breached') as is_judged,
                case denominator
                    when 'opened' then opened_at
                    when 'resolved' then resolved_at
                    when 'due' then due_at
                end as belongs_at,
            from timed_rows
        )

    select *
    from placed_rows
    where belongs_at is not null
        and (denominator <> 'due' or (belongs_at >= first_instant(since) and belongs_at < first_instant(until)))
);

-- What a clock judged, counted by the local date it belongs to, in the reporting time zone.
create or replace temp macro judged_days(
    clock_code, denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        -- A quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert.
        judged_quarters as (
            select
                epoch_ms(belongs_at) // 900000 as quarter,
                count(*) as judged_count,
                count(*) filter (where verdict = 'met') as met_count,
                count(*) filter (where not is_exempt) as adjusted_judged_count,
                count(*) filter (where verdict = 'met' and not is_exempt) as adjusted_met_count,
            from clock_rows(
                clock_code, denominator, since, until, accounts, tams, categories, priorities, channels, regions
            )
            where is_judged
            group by quarter
        )
    select
        cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as belongs_on,
        sum(judged_count) as judged_count,
        sum(met_count) as met_count,
        sum(adjusted_judged_count) as adjusted_judged_count,
        sum(adjusted_met_count) as adjusted_met_count,
    from judged_quarters
    group by belongs_on
);

-- The offset from UTC of each time zone on each UTC day from one instant to another, and where in the day it changes.
-- Only the reporting time zone, or with `account` also those of the calendars. Converting every row to its own zone costs
-- ten times as much as looking its day up here.
create or replace temp macro zone_days(zone_code, first_at, last_at) as table (
    with
        zones as (
            select reporting_time_zone as time_zone
            from snapshot
            union
            select time_zone
            from calendars
            where zone_code = 'account'
        ),

        midnights as (
            select
                time_zone,
                unnest(range(epoch_us(first_at) // 86400000000, epoch_us(last_at) // 86400000000 + 2)) as day_number,
            from zones
        ),

        day_offsets as (
            select
                time_zone,
                day_number,
                cast(
                    epoch(timezone(time_zone, to_timestamp(day_number * 86400))) - day_number * 86400 as bigint
                ) as offset_seconds,
            from midnights
        ),

        next_offsets as (
            select
                *,
                lead(offset_seconds, 1, offset_seconds) over (partition by time_zone order by day_number)
                    as next_offset_seconds,
            from day_offsets
        ),

        changes as (
            select
                time_zone,
                day_number,
                min(quarter * 900) filter (
                    where epoch(timezone(time_zone, to_timestamp(day_number * 86400 + quarter * 900)))
                        - day_number * 86400 - quarter * 900 = next_offset_seconds
                ) as changes_at_second,
            from next_offsets
            cross join range(96) as quarters (quarter)
            where offset_seconds <> next_offset_seconds
            group by time_zone, day_number
        )
    select
        next_offsets.time_zone,
        next_offsets.day_number,
        next_offsets.offset_seconds,
        coalesce(changes.changes_at_second, 86400) as changes_at_second,
        next_offsets.next_offset_seconds,
    from next_offsets
    left join changes
        on next_offsets.time_zone = changes.time_zone and next_offsets.day_number = changes.day_number
);

-- The seconds a wall clock shows since 1970-01-01 00:00, by a row of `zone_days` for the UTC day of an instant.
create or replace temp macro wall_seconds(instant, offset_seconds, changes_at_second, next_offset_seconds) as (
    epoch_us(instant) // 1000000
    + if(epoch_us(instant) // 1000000 % 86400 < changes_at_second, offset_seconds, next_offset_seconds)
);

-- The rows of a clock with the weekday (Monday is 1) and hour on the wall at which their case was opened
-- (`hour_of` is `opened`) or they were due (`due`), in the reporting time zone or in that of each account.
create or replace temp macro clock_rows_by_hour(
    hour_of, zone_code, clock_code, denominator,
    since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        chosen_rows as (
            select
                *,
                case hour_of when 'opened' then opened_at when 'due' then due_at end as hour_at,
            from clock_rows(
                clock_code, denominator, since, until, accounts, tams, categories, priorities, channels, regions
            )
        ),

        account_zones as (
            select
                accounts.account_id,
                if(zone_code = 'account', calendars.time_zone, snapshot.reporting_time_zone) as time_zone,
            from accounts
            left join calendars on accounts.calendar_id = calendars.calendar_id
            cross join snapshot
        ),

        walled_rows as (
            select
                chosen_rows.*,
                wall_seconds(
                    chosen_rows.hour_at, days.offset_seconds, days.changes_at_second, days.next_offset_seconds
                ) as wall_second,
            from chosen_rows
            inner join account_zones on chosen_rows.account_id = account_zones.account_id
            left join zone_days(
                zone_code,
                (select min(opened_at) from case_metrics),
                (
                    select max(latest_at)
                    from (
                        select greatest(max(opened_at), max(first_response_due_at), max(resolution_due_at)) as latest_at
                        from case_metrics
                        union all
                        select max(due_at)
                        from response_metrics
                    )
                )
            ) as days
                on account_zones.time_zone = days.time_zone
                and epoch_us(chosen_rows.hour_at) // 86400000000 = days.day_number
        )
    select
        *,
        (wall_second // 86400 + 3) % 7 + 1 as weekday,
        wall_second % 86400 // 3600 as hour,
    from walled_rows
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

-- What is open now: At risk, Open issues, Account.

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
        chosen_rows.belongs_at,
    from clock_rows(
        'resolution', denominator, since, until, accounts, tams, categories, priorities, channels, regions
    ) as chosen_rows
    inner join case_stages on chosen_rows.case_id = case_stages.case_id
);
