-- Rows that several questions share, written once. Each question that names one gets it on its own cursor,
-- as a temporary macro: a snapshot is never changed.

-- The first instant of a local date in the reporting time zone. Midnight may come twice (the clock goes back over
-- it; the later one is given), so the instants before it are asked for their date. Where midnight never comes (the
-- clock goes forward over it) the first instant after the gap is given, which is right.
create or replace temp macro first_instant(day) as (
    with
        moments as (
            select
                timezone(reporting_time_zone, cast(day as timestamp)) + to_minutes(unnest([-120, -60, -30, 0]))
                    as moment,
                reporting_time_zone,
            from snapshot
        )
    select min(moment)
    from moments
    where cast(timezone(reporting_time_zone, moment) as date) >= day
);

-- A case belongs to the local date on which it was opened, in the reporting time zone. Comparing instants
-- with the ends of the period says the same as converting every case, at a fraction of the cost.
create or replace temp macro filtered_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        chosen_accounts as (
            select account_id
            from accounts
            where len(regions) = 0 or list_contains(regions, coalesce(region, 'no_region'))
        )
    select
        case_metrics.*,
        timezone((select reporting_time_zone from snapshot), case_metrics.opened_at) as opened_local,
    from case_metrics
    where case_metrics.opened_at >= first_instant(since)
        and case_metrics.opened_at < first_instant(until)
        and (len(accounts) = 0 or list_contains(accounts, case_metrics.account_id))
        and (len(tams) = 0 or list_contains(tams, coalesce(case_metrics.tam_id, 'no_tam')))
        and (len(categories) = 0 or list_contains(categories, coalesce(case_metrics.category, 'uncategorised')))
        and (len(priorities) = 0 or list_contains(priorities, case_metrics.priority))
        and (len(channels) = 0 or list_contains(channels, case_metrics.channel))
        and (len(regions) = 0 or case_metrics.account_id in (select account_id from chosen_accounts))
);

-- Every clock that ran on the cases. When a case was resolved is read from its events, because a stretch of no length
-- has no span.
create or replace temp macro case_clocks_of(case_ids) as table (
    with
        chosen_cases as (
            select * from case_metrics where list_contains(case_ids, case_metrics.case_id)
        ),

        happened_events as (
            select
                case_events.case_id,
                case_events.occurred_at,
                case_events.kind,
                -- The state as the event came: a reply at the instant of an end still comes before it.
                coalesce(case_spans.state, if(case_events.occurred_at = chosen_cases.opened_at, 'open', 'resolved'))
                    as state_before,
            from case_events
            inner join chosen_cases on case_events.case_id = chosen_cases.case_id
            left join case_spans
                on case_events.case_id = case_spans.case_id
                and case_events.occurred_at > case_spans.from_at
                and case_events.occurred_at <= case_spans.to_at
            where case_events.occurred_at <= (select as_of from snapshot)
        ),

        ends as (
            select case_id, occurred_at as ended_at
            from happened_events
            where kind in ('resolution_agreed', 'closed') and state_before <> 'resolved'
            union
            select case_spans.case_id, case_spans.from_at
            from case_spans
            inner join chosen_cases on case_spans.case_id = chosen_cases.case_id
            where case_spans.state = 'resolved'
            union
            select case_id, resolved_at
            from chosen_cases
            where resolved_at is not null
        ),

        replies as (
            select
                case_id,
                occurred_at,
                row_number() over (partition by case_id order by occurred_at) as instance,
                lead(occurred_at) over (partition by case_id order by occurred_at) as next_reply_at,
            from happened_events
            where kind = 'agent_reply' and state_before <> 'resolved'
        ),

        silences as (
            select
                replies.case_id,
                replies.instance,
                replies.occurred_at,
                replies.next_reply_at,
                min(ends.ended_at) as next_end_at,
            from replies
            left join ends on replies.case_id = ends.case_id and ends.ended_at >= replies.occurred_at
            group by all
        ),

        waits as (
            select
                response_metrics.*,
                row_number() over (partition by response_metrics.case_id order by response_metrics.asked_at) as instance,
            from response_metrics
            inner join chosen_cases on response_metrics.case_id = chosen_cases.case_id
        ),

        ended_waits as (
            select
                waits.case_id,
                waits.instance,
                waits.asked_at,
                waits.answered_at,
                waits.target_seconds,
                waits.due_at,
                waits.verdict,
                min(ends.ended_at) as next_end_at,
                bool_or(happened_events.kind is not null) as is_from_customer,
            from waits
            left join ends on waits.case_id = ends.case_id and ends.ended_at >= waits.asked_at
            left join happened_events
                on waits.case_id = happened_events.case_id
                and waits.asked_at = happened_events.occurred_at
                and happened_events.kind = 'customer_reply'
            group by all
        )

    select
        case_id,
        'first_response' as clock,
        1 as instance,
        opened_at as started_at,
        'case opened' as started_by,
        coalesce(first_response_at, resolved_at) as stopped_at,
        case when first_response_at is not null then 'agent reply' when resolved_at is not null then 'resolved' end
            as stopped_by,
        first_response_target_seconds as target_seconds,
        first_response_due_at as due_at,
        first_response_verdict as verdict,
    from chosen_cases

    union all

    select
        case_id,
        'next_response',
        instance,
        asked_at,
        if(is_from_customer, 'customer reply', 'reopened'),
        coalesce(answered_at, next_end_at),
        case when answered_at is not null then 'agent reply' when next_end_at is not null then 'resolved' end,
        target_seconds,
        due_at,
        verdict,
    from ended_waits

    union all

    select
        case_id,
        'periodic_update',
        instance,
        occurred_at,
        'agent reply',
        least(next_reply_at, next_end_at),
        case
            when next_reply_at <= coalesce(next_end_at, next_reply_at) then 'agent reply'
            when next_end_at is not null then 'resolved'
        end,
        null,
        null,
        null,
    from silences

    union all

    select
        case_id,
        'resolution',
        1,
        opened_at,
        'case opened',
        resolved_at,
        if(resolved_at is not null, 'resolved', null),
        resolution_target_seconds,
        resolution_due_at,
        resolution_verdict,
    from chosen_cases
);

-- The windows in which a clock counts: all of it, or for updates and resolution only the time in state open.
create or replace temp macro case_windows_of(case_ids) as table (
    with
        clocks as (
            select
                clocks.*,
                coalesce(clocks.stopped_at, snapshot.as_of) as ends_at,
                coalesce(clocks.stopped_by, 'records end') as ends_by,
            from case_clocks_of(case_ids) as clocks
            cross join snapshot
        )

    select
        case_id,
        clock,
        instance,
        started_at as from_at,
        ends_at as to_at,
        started_by as opened_by,
        ends_by as closed_by,
    from clocks
    where clock in ('first_response', 'next_response') and started_at < ends_at

    union all

    select
        clocks.case_id,
        clocks.clock,
        clocks.instance,
        greatest(clocks.started_at, case_spans.from_at),
        least(clocks.ends_at, case_spans.to_at),
        if(case_spans.from_at > clocks.started_at, 'work resumed', clocks.started_by),
        if(case_spans.to_at < clocks.ends_at, 'paused', clocks.ends_by),
    from clocks
    inner join case_spans
        on clocks.case_id = case_spans.case_id
        and case_spans.state = 'open'
        and case_spans.from_at < clocks.ends_at
        and case_spans.to_at > clocks.started_at
    where clocks.clock in ('periodic_update', 'resolution')
        and greatest(clocks.started_at, case_spans.from_at) < least(clocks.ends_at, case_spans.to_at)
);

-- The windows cut by the openings of the account's calendar.
create or replace temp macro case_receipt_of(case_ids) as table (
    select
        windows.case_id,
        windows.clock,
        windows.instance,
        greatest(windows.from_at, openings.opens_at) as from_at,
        least(windows.to_at, openings.closes_at) as to_at,
        cast(
            date_diff('second', greatest(windows.from_at, openings.opens_at), least(windows.to_at, openings.closes_at))
            as bigint
        ) as counted_seconds,
        if(openings.opens_at > windows.from_at, 'opening', windows.opened_by) as opened_by,
        if(openings.closes_at < windows.to_at, 'closing', windows.closed_by) as closed_by,
        openings.valid_from as hours_from,
        openings.holiday_name,
    from case_windows_of(case_ids) as windows
    inner join case_metrics on windows.case_id = case_metrics.case_id
    inner join accounts on case_metrics.account_id = accounts.account_id
    inner join openings
        on accounts.calendar_id = openings.calendar_id
        and openings.opens_at < windows.to_at
        and openings.closes_at > windows.from_at
);

-- Whole seconds between two instants; `date_diff` asks the calendar for every row and takes ten times as long.
create or replace temp macro seconds_between(from_at, to_at) as (epoch_us(to_at) - epoch_us(from_at)) // 1000000;

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

-- The TAM an account has on the day of as_of, by the clock on its calendar's wall: who must act on what is open now.
create or replace temp macro account_tams_now() as table (
    select
        accounts.account_id,
        accounts.name as account_name,
        accounts.calendar_id,
        accounts.region,
        tam_assignments.tam_id,
    from accounts
    cross join snapshot
    inner join calendars on accounts.calendar_id = calendars.calendar_id
    left join tam_assignments
        on accounts.account_id = tam_assignments.account_id
        and cast(timezone(calendars.time_zone, snapshot.as_of) as date) >= tam_assignments.assigned_from
        and cast(timezone(calendars.time_zone, snapshot.as_of) as date)
            < coalesce(tam_assignments.assigned_until, date '9999-12-31')
);

-- Each calendar as of the snapshot: the business seconds before as_of, when its local day ends, and when the opening
-- day ends that is running, or comes next if today's hours are over or there are none.
create or replace temp macro calendars_now() as table (
    with
        working_days as (
            select
                calendars.calendar_id,
                calendars.time_zone,
                max(
                    openings.seconds_before
                    + date_diff('second', openings.opens_at, least(openings.closes_at, snapshot.as_of))
                ) filter (openings.opens_at <= snapshot.as_of) as clock_now,
                min(openings.local_date) filter (openings.closes_at > snapshot.as_of) as working_on,
                any_value(snapshot.as_of) as as_of,
                count(openings.opens_at) > 0 as has_hours,
            from calendars
            cross join snapshot
            left join openings on calendars.calendar_id = openings.calendar_id
            group by calendars.calendar_id, calendars.time_zone
        ),
        day_ends as (
            select
                calendar_id,
                local_date,
                max(closes_at) as ends_at,
            from openings
            group by calendar_id, local_date
        )
    select
        working_days.calendar_id,
        working_days.time_zone,
        working_days.as_of,
        working_days.has_hours,
        coalesce(working_days.clock_now, 0) as clock_now,
        timezone(
            working_days.time_zone,
            cast(cast(timezone(working_days.time_zone, working_days.as_of) as date) + 1 as timestamp)
        ) as today_ends_at,
        day_ends.ends_at as working_day_ends_at,
    from working_days
    left join day_ends
        on working_days.calendar_id = day_ends.calendar_id and working_days.working_on = day_ends.local_date
);

-- Cases that are not resolved as of the snapshot, whenever they were opened, with the TAM their account has now.
create or replace temp macro open_cases_now(accounts, tams, categories, priorities, channels, regions) as table (
    select
        -- only what is asked for: open cases lie all over the file, and every column more is read whole
        case_metrics.case_id,
        case_metrics.account_id,
        case_metrics.agent_id,
        case_metrics.channel,
        case_metrics.category,
        case_metrics.priority,
        case_metrics.opened_at,
        case_metrics.state,
        case_metrics.first_response_at,
        case_metrics.first_response_target_seconds,
        case_metrics.first_response_due_at,
        case_metrics.first_response_verdict,
        case_metrics.resolution_target_seconds,
        case_metrics.resolution_due_at,
        case_metrics.resolution_verdict,
        case_metrics.reopen_count,
        case_metrics.escalation_count,
        account_tams_now.tam_id,
        account_tams_now.account_name,
        account_tams_now.calendar_id,
        account_tams_now.region,
    from case_metrics
    inner join account_tams_now() as account_tams_now on case_metrics.account_id = account_tams_now.account_id
    where case_metrics.state <> 'resolved'
        and (len(accounts) = 0 or list_contains(accounts, case_metrics.account_id))
        and (len(tams) = 0 or list_contains(tams, coalesce(account_tams_now.tam_id, 'no_tam')))
        and (len(categories) = 0 or list_contains(categories, coalesce(case_metrics.category, 'uncategorised')))
        and (len(priorities) = 0 or list_contains(priorities, case_metrics.priority))
        and (len(channels) = 0 or list_contains(channels, case_metrics.channel))
        and (len(regions) = 0 or list_contains(regions, coalesce(account_tams_now.region, 'no_region')))
);

-- Escalations under the shared filters, whenever they were raised. They have no priority, and a channel that is none
-- of a case (phone, email): while cases are narrowed to some of these, no escalation is among them.
create or replace temp macro filtered_escalations(accounts, tams, categories, priorities, channels, regions) as table (
    select
        escalation_metrics.*,
        escalations.subject,
        escalations.channel,
        accounts_of.name as account_name,
        coalesce(people.calendar_id, accounts_of.calendar_id) as calendar_id,
        people.name as tam_name,
    from escalation_metrics
    inner join escalations on escalation_metrics.escalation_id = escalations.escalation_id
    inner join accounts as accounts_of on escalation_metrics.account_id = accounts_of.account_id
    left join people on escalation_metrics.tam_id = people.person_id
    where len(priorities) = 0
        and len(channels) = 0
        and (len(accounts) = 0 or list_contains(accounts, escalation_metrics.account_id))
        and (len(tams) = 0 or list_contains(tams, coalesce(escalation_metrics.tam_id, 'no_tam')))
        and (len(categories) = 0 or list_contains(categories, escalation_metrics.category))
        and (len(regions) = 0 or list_contains(regions, coalesce(accounts_of.region, 'no_region')))
);

-- Messages that still await an answer: not answered, and asked since the case was last reopened (a wait that ended
-- with a case and was late by then looks the same otherwise).
create or replace temp macro running_waits() as table (
    with
        reopenings as (
            select
                case_id,
                max(to_at) as reopened_at,
            from case_spans
            where state = 'resolved'
            group by case_id
        )
    select response_metrics.*
    from response_metrics
    left join reopenings on response_metrics.case_id = reopenings.case_id
    where response_metrics.answered_at is null
        and response_metrics.verdict is distinct from 'unanswered'
        and response_metrics.asked_at >= coalesce(reopenings.reopened_at, response_metrics.asked_at)
);

-- The due time and the kind of clock of every resolution target of these escalations that are not resolved: the
-- snapshot keeps the verdict alone.
create or replace temp macro escalation_resolution_targets() as table (
    with
        held_escalations as (
            select
                escalation_metrics.escalation_id,
                escalation_metrics.account_id,
                escalation_metrics.category,
                escalation_metrics.raised_at,
                coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
            from escalation_metrics
            inner join accounts on escalation_metrics.account_id = accounts.account_id
            left join people on escalation_metrics.tam_id = people.person_id
            where escalation_metrics.state <> 'resolved'
        ),
        targeted_escalations as (
            select
                held_escalations.escalation_id,
                held_escalations.calendar_id,
                held_escalations.raised_at,
                cast(round(sla_targets.minutes * 60) as bigint) as target_seconds,
                sla_targets.clock = 'elapsed' as is_elapsed,
            from held_escalations
            inner join calendars on held_escalations.calendar_id = calendars.calendar_id
            inner join sla_targets
                on sla_targets.metric = 'escalation_resolution'
                and sla_targets.priority is null
                and coalesce(sla_targets.account_id, held_escalations.account_id) = held_escalations.account_id
                and coalesce(sla_targets.category, held_escalations.category) = held_escalations.category
                and sla_targets.valid_from
                    <= cast(timezone(calendars.time_zone, held_escalations.raised_at) as date)
            qualify row_number() over (
                partition by held_escalations.escalation_id
                order by
                    sla_targets.account_id is not null desc,
                    sla_targets.category is not null desc,
                    sla_targets.valid_from desc
            ) = 1
        ),
        clocked_escalations as (
            select
                targeted_escalations.*,
                targeted_escalations.target_seconds + coalesce(
                    openings.seconds_before + date_diff(
                        'second', openings.opens_at, least(openings.closes_at, targeted_escalations.raised_at)
                    ),
                    0
                ) as due_clock,
            from targeted_escalations
            asof left join openings
                on targeted_escalations.calendar_id = openings.calendar_id
                and targeted_escalations.raised_at >= openings.opens_at
        )
    select
        clocked_escalations.escalation_id,
        clocked_escalations.target_seconds,
        clocked_escalations.is_elapsed,
        case
            when clocked_escalations.is_elapsed
                then clocked_escalations.raised_at + to_seconds(clocked_escalations.target_seconds)
            when clocked_escalations.due_clock - openings.seconds_before
                <= date_diff('second', openings.opens_at, openings.closes_at)
                then openings.opens_at + to_seconds(clocked_escalations.due_clock - openings.seconds_before)
        end as due_at,
    from clocked_escalations
    asof left join openings
        on clocked_escalations.calendar_id = openings.calendar_id
        and clocked_escalations.due_clock > openings.seconds_before
);

-- The order in which bands and clocks press, most urgent first: one place for the names of both.
create or replace temp macro risk_bands() as (
    ['breached', 'due_within_hour', 'due_today', 'later', 'no_target', 'waiting_on_customer', 'resolution_proposed']
);
create or replace temp macro risk_clock_names() as (
    ['first_response', 'next_response', 'escalation_acknowledgement', 'escalation_resolution', 'resolution']
);

-- Every clock that runs or is paused on what is open now, with its band. Periodic updates have no due time of their own.
create or replace temp macro running_clocks(accounts, tams, categories, priorities, channels, regions) as table (
    with
        open_cases as (
            select * from open_cases_now(accounts, tams, categories, priorities, channels, regions)
        ),
        open_escalations as (
            select *
            from filtered_escalations(accounts, tams, categories, priorities, channels, regions)
            where state <> 'resolved'
        ),
        case_clocks as (
            select
                'first_response' as clock,
                case_id,
                opened_at as started_at,
                first_response_target_seconds as target_seconds,
                first_response_due_at as due_at,
                first_response_verdict as verdict,
                false as is_paused,
            from open_cases
            where first_response_at is null
            union all
            select 'next_response', case_id, asked_at, target_seconds, due_at, verdict, false
            from running_waits()
            union all
            select
                'resolution',
                case_id,
                opened_at,
                resolution_target_seconds,
                resolution_due_at,
                resolution_verdict,
                state in ('waiting_on_customer', 'resolution_proposed'),
            from open_cases
        ),
        target_kinds as (
            select
                metric,
                cast(round(minutes * 60) as bigint) as target_seconds,
                bool_and(clock = 'elapsed') as is_always_elapsed,
                bool_or(clock = 'elapsed') as is_ever_elapsed,
            from sla_targets
            group by all
        ),
        clocks as (
            select
                'case' as item,
                case_clocks.case_id as item_id,
                case_clocks.clock,
                case_clocks.started_at,
                case_clocks.target_seconds,
                case_clocks.due_at,
                case_clocks.verdict,
                case_clocks.is_paused,
                cast(null as boolean) as is_elapsed,
                open_cases.case_id,
                open_cases.account_id,
                open_cases.account_name,
                open_cases.calendar_id,
                open_cases.category,
                open_cases.priority,
                open_cases.state,
                open_cases.agent_id,
                open_cases.tam_id,
            from case_clocks
            inner join open_cases on case_clocks.case_id = open_cases.case_id
            union all
            select
                'escalation',
                escalation_id,
                'escalation_acknowledgement',
                raised_at,
                acknowledgement_target_seconds,
                acknowledgement_due_at,
                acknowledgement_verdict,
                false,
                null,
                case_id,
                account_id,
                account_name,
                calendar_id,
                category,
                null,
                state,
                null,
                tam_id,
            from open_escalations
            where state = 'open'
            union all
            select
                'escalation',
                open_escalations.escalation_id,
                'escalation_resolution',
                open_escalations.raised_at,
                targets.target_seconds,
                targets.due_at,
                open_escalations.resolution_verdict,
                false,
                targets.is_elapsed,
                open_escalations.case_id,
                open_escalations.account_id,
                open_escalations.account_name,
                open_escalations.calendar_id,
                open_escalations.category,
                null,
                open_escalations.state,
                null,
                open_escalations.tam_id,
            from open_escalations
            left join escalation_resolution_targets() as targets
                on open_escalations.escalation_id = targets.escalation_id
        ),
        -- Which kind of clock a target runs on follows from its length, unless the records hold both kinds of it.
        kinded_clocks as (
            select
                clocks.* exclude (is_elapsed),
                coalesce(
                    clocks.is_elapsed,
                    target_kinds.is_always_elapsed or (
                        target_kinds.is_ever_elapsed
                        and date_diff('second', clocks.started_at, clocks.due_at) = clocks.target_seconds
                    ),
                    false
                ) as is_elapsed,
            from clocks
            left join target_kinds
                on clocks.clock = target_kinds.metric and clocks.target_seconds = target_kinds.target_seconds
        ),
        timed_clocks as (
            select
                kinded_clocks.*,
                if(
                    kinded_clocks.is_elapsed,
                    date_diff('second', calendars_now.as_of, kinded_clocks.due_at),
                    if(kinded_clocks.due_at is null, null, coalesce(
                        openings.seconds_before
                        + date_diff('second', openings.opens_at, least(openings.closes_at, kinded_clocks.due_at)),
                        0
                    ) - calendars_now.clock_now)
                ) as left_seconds,
                calendars_now.as_of,
                calendars_now.today_ends_at,
                calendars_now.working_day_ends_at,
            from kinded_clocks
            inner join calendars_now() as calendars_now on kinded_clocks.calendar_id = calendars_now.calendar_id
            asof left join openings
                on kinded_clocks.calendar_id = openings.calendar_id and kinded_clocks.due_at >= openings.opens_at
        ),
        banded_clocks as (
            select
                timed_clocks.*,
                case
                    when verdict = 'breached' then 'breached'
                    when is_paused then state
                    when target_seconds is null then 'no_target'
                    when left_seconds <= 3600 then 'due_within_hour'
                    when due_at <= today_ends_at then 'due_today'
                    else 'later'
                end as band,
            from timed_clocks
        )
    select
        banded_clocks.*,
        list_position(risk_bands(), band) as band_rank,
        row_number() over (
            partition by item, item_id
            order by
                list_position(risk_bands(), band),
                due_at nulls last,
                list_position(risk_clock_names(), clock)
        ) = 1 as is_most_urgent,
        coalesce(
            band in ('due_within_hour', 'due_today', 'later') and due_at <= working_day_ends_at,
            false
        ) as is_forecast,
        if(item = 'case', 'agent', 'tam') as owner_role,
        if(item = 'case', coalesce(agent_id, 'unassigned'), coalesce(tam_id, 'no_tam')) as owner_id,
    from banded_clocks
);

-- Open cases with their age in opening days, who is waited for, and every group they are counted in: a tile, a bar, a
-- cell and the list behind them all read the same codes.
create or replace temp macro open_issues(accounts, tams, categories, priorities, channels, regions) as table (
    with
        opening_days as (
            select
                calendar_id,
                min(opens_at) as opens_at,
                max(closes_at) as closes_at,
                row_number() over (partition by calendar_id order by local_date) as day_number,
            from openings
            group by calendar_id, local_date
        ),
        days_now as (
            select
                calendar_id,
                count(*) as day_number,
            from opening_days
            where opens_at < (select as_of from snapshot)
            group by calendar_id
        ),
        waits as (
            select
                case_id,
                min(asked_at) as asked_at,
            from running_waits()
            group by case_id
        ),
        aged_cases as (
            select
                open_cases.* exclude (
                    first_response_target_seconds,
                    first_response_due_at,
                    first_response_verdict,
                    resolution_target_seconds,
                    resolution_due_at,
                    resolution_verdict
                ),
                waits.asked_at as awaiting_answer_since,
                calendars_now.as_of,
                if(
                    calendars_now.has_hours,
                    greatest(coalesce(days_now.day_number, 0) - coalesce(opening_days.day_number, 0), 0),
                    null
                ) as age_days,
                case
                    when open_cases.state = 'waiting_on_customer' then 'customer'
                    when open_cases.state = 'resolution_proposed' then 'agreement'
                    when open_cases.first_response_at is null then 'first_response'
                    when waits.asked_at is not null then 'answer'
                    else 'work'
                end as waiting_for,
            from open_cases_now(accounts, tams, categories, priorities, channels, regions) as open_cases
            inner join calendars_now() as calendars_now on open_cases.calendar_id = calendars_now.calendar_id
            left join days_now on open_cases.calendar_id = days_now.calendar_id
            left join waits on open_cases.case_id = waits.case_id
            asof left join opening_days
                on open_cases.calendar_id = opening_days.calendar_id and open_cases.opened_at >= opening_days.closes_at
        ),
        banded_cases as (
            select
                aged_cases.*,
                case
                    when age_days is null then 'never_open'
                    when age_days <= 1 then 'up_to_1'
                    when age_days <= 3 then '2_to_3'
                    when age_days <= 5 then '4_to_5'
                    when age_days <= 10 then '6_to_10'
                    else 'over_10'
                end as age_band,
                timezone((select reporting_time_zone from snapshot), opened_at) as opened_local,
            from aged_cases
        )
    select
        banded_cases.*,
        list_filter(
            [
                'category:' || coalesce(category, 'uncategorised'),
                'age:' || age_band,
                'cell:' || coalesce(category, 'uncategorised') || '/' || age_band,
                'waiting_for:' || waiting_for,
                'state:' || state,
                'priority:' || priority,
                'channel:' || channel,
                'account:' || account_id,
                'tam:' || coalesce(tam_id, 'no_tam'),
                'agent:' || coalesce(agent_id, 'unassigned'),
                'region:' || coalesce(region, 'no_region'),
                'month:' || strftime(opened_local, '%Y-%m'),
                if(first_response_at is null, 'flag:unreplied', null),
                if(agent_id is null, 'flag:unassigned', null),
                if(reopen_count > 0, 'flag:reopened', null),
                if(escalation_count > 0, 'flag:escalated', null),
            ],
            lambda code: code is not null
        ) as codes,
    from banded_cases
);

-- What happened to the number of open cases, from the records of each moment: opened, resolved, reopened.
create or replace temp macro backlog_moves(accounts, tams, categories, priorities, channels, regions) as table (
    with
        every_case as (
            select
                case_id,
                opened_at,
                resolved_at,
                reopen_count,
            from filtered_cases(
                date '1970-01-01', date '2200-01-01', accounts, tams, categories, priorities, channels, regions
            )
        ),
        ended_stretches as (
            select
                case_spans.case_id,
                case_spans.from_at,
                case_spans.to_at,
            from case_spans
            inner join every_case on case_spans.case_id = every_case.case_id
            where case_spans.state = 'resolved' and every_case.reopen_count > 0
        )
    select case_id, 'opened' as move, opened_at as moved_at from every_case
    union all
    select case_id, 'resolved', resolved_at from every_case where resolved_at is not null
    union all
    select case_id, 'resolved', from_at from ended_stretches
    union all
    select case_id, 'reopened', to_at from ended_stretches
);

-- Per local day of the period up to as_of: what moved, and how many cases were open when it ended.
create or replace temp macro backlog_days(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        -- a quarter of an hour lies in one local date in every zone since 1972: far fewer moments to convert
        moved_quarters as (
            select
                epoch_ms(moved_at) // 900000 as quarter,
                count(*) filter (move = 'opened') as opened_count,
                count(*) filter (move = 'resolved') as resolved_count,
                count(*) filter (move = 'reopened') as reopened_count,
            from backlog_moves(accounts, tams, categories, priorities, channels, regions)
            group by quarter
        ),
        moved_days as (
            select
                cast(timezone((select reporting_time_zone from snapshot), to_timestamp(quarter * 900)) as date) as day,
                sum(opened_count) as opened_count,
                sum(resolved_count) as resolved_count,
                sum(reopened_count) as reopened_count,
            from moved_quarters
            group by day
        ),
        bounds as (
            select
                cast(since as date) as first_day,
                least(cast(until as date), cast(timezone(reporting_time_zone, as_of) as date) + 1) as end_day,
            from snapshot
        ),
        days as (
            select cast(unnest(range(first_day, end_day, interval 1 day)) as date) as day
            from bounds
        ),
        opening_balances as (
            select coalesce(sum(opened_count + reopened_count - resolved_count), 0) as open_count
            from moved_days
            inner join bounds on moved_days.day < bounds.first_day
        )
    select
        days.day,
        cast(coalesce(moved_days.opened_count, 0) as bigint) as opened_count,
        cast(coalesce(moved_days.resolved_count, 0) as bigint) as resolved_count,
        cast(coalesce(moved_days.reopened_count, 0) as bigint) as reopened_count,
        cast(
            opening_balances.open_count + sum(
                coalesce(moved_days.opened_count + moved_days.reopened_count - moved_days.resolved_count, 0)
            ) over (order by days.day)
            as bigint
        ) as open_count,
    from days
    cross join opening_balances
    left join moved_days on days.day = moved_days.day
);

-- Cases open when a local day ended (or at as_of, on its day), with the state they were in then. Spans cover the life of
-- a case without gap or overlap, so one of them holds the last second of the day.
create or replace temp macro cases_open_on(day, accounts, tams, categories, priorities, channels, regions) as table (
    with
        states_then as (
            select
                case_id,
                state as state_then,
            from case_spans
            where from_at < first_instant(cast(day as date) + 1)
                and to_at >= first_instant(cast(day as date) + 1)
                and state <> 'resolved'
                and first_instant(cast(day as date) + 1) <= (select as_of from snapshot)
            union all
            select
                case_id,
                state,
            from case_metrics
            where state <> 'resolved' and first_instant(cast(day as date) + 1) > (select as_of from snapshot)
        )
    select
        filtered_cases.case_id,
        filtered_cases.account_id,
        filtered_cases.agent_id,
        filtered_cases.category,
        filtered_cases.priority,
        filtered_cases.opened_at,
        filtered_cases.resolved_at,
        filtered_cases.state,
        states_then.state_then,
    from filtered_cases(
        date '1970-01-01', cast(day as date) + 1, accounts, tams, categories, priorities, channels, regions
    ) as filtered_cases
    inner join states_then on filtered_cases.case_id = states_then.case_id
);

-- Cases of the period with what became of them. An answer is an agent's reply while the case is not resolved.
create or replace temp macro issue_cases(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    select
        filtered_cases.*,
        state = 'resolved' as is_resolved,
        reopen_count > 0 as is_reopened,
        escalation_count > 0 as is_escalated,
        state = 'resolved' and update_count = 1 as is_one_touch,
        state = 'resolved' and update_count = 2 as is_two_touch,
    from filtered_cases(since, until, accounts, tams, categories, priorities, channels, regions) as filtered_cases
);

-- How far a share of so many may stray from a mean by chance: 3 sigma, the reach of a p-chart's limits.
create or replace temp macro control_reach(mean, judged_count) as (
    3 * sqrt(mean * (1 - mean) / nullif(judged_count, 0))
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
-- has any span. Open time before the first response is `waiting_for_first_response`, all of it where there is none yet.
create or replace temp macro spent_cases(
    denominator, since, until, accounts, tams, categories, priorities, channels, regions
) as table (
    with
        spans as (
            select
                chosen_rows.case_id,
                chosen_rows.category,
                chosen_rows.priority,
                chosen_rows.belongs_at,
                chosen_rows.first_response_at,
                chosen_rows.first_response_business_seconds,
                case_spans.span_number,
                case_spans.state,
                case_spans.from_at,
                case_spans.to_at,
                cast(case_spans.business_seconds as bigint) as business_seconds,
            from clock_rows(
                'resolution', denominator, since, until, accounts, tams, categories, priorities, channels, regions
            ) as chosen_rows
            inner join case_spans on chosen_rows.case_id = case_spans.case_id
        ),

        -- The business time before a later span in which the first response came; before the first span there is none.
        earlier_spans as (
            select
                spans.case_id,
                spans.span_number,
                sum(before.business_seconds) as seconds_before,
            from spans
            inner join spans as before on spans.case_id = before.case_id and spans.span_number > before.span_number
            where spans.state = 'open'
                and spans.span_number > 1
                and spans.from_at < spans.first_response_at
                and spans.to_at > spans.first_response_at
            group by spans.case_id, spans.span_number
        ),

        answered_spans as (
            select
                spans.*,
                cast(case
                    when spans.state <> 'open' or spans.from_at >= spans.first_response_at then 0
                    when spans.to_at > spans.first_response_at
                        then spans.first_response_business_seconds - coalesce(earlier_spans.seconds_before, 0)
                    else spans.business_seconds
                end as bigint) as unanswered_seconds,
            from spans
            left join earlier_spans
                on spans.case_id = earlier_spans.case_id and spans.span_number = earlier_spans.span_number
        )
    select
        case_id,
        any_value(category) as category,
        any_value(priority) as priority,
        any_value(belongs_at) as belongs_at,
        sum(unanswered_seconds) as waiting_for_first_response,
        coalesce(sum(business_seconds - unanswered_seconds) filter (where state = 'open'), 0) as working,
        coalesce(sum(business_seconds) filter (where state = 'waiting_on_customer'), 0) as waiting_on_customer,
        coalesce(sum(business_seconds) filter (where state = 'resolution_proposed'), 0) as awaiting_agreement,
        coalesce(sum(business_seconds) filter (where state = 'resolved'), 0) as resolved,
    from answered_spans
    group by case_id
);

-- Events that changed nothing, or ended a case in an unusual way, of the cases opened in the period: each event with the
-- state its case was in, by the rules of the timelines (docs/decisions.md).
create or replace temp macro odd_events(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        ordered_events as (
            select
                case_events.event_id,
                case_events.case_id,
                filtered_cases.account_id,
                case_events.occurred_at,
                case_events.kind,
                row_number() over event_order as sequence,
                coalesce(
                    last_value(
                        case
                            when case_events.kind in ('resolution_agreed', 'closed') then true
                            when case_events.kind = 'reopened' then false
                        end ignore nulls
                    ) over (event_order rows between unbounded preceding and 1 preceding),
                    false
                ) as was_resolved,
                coalesce(
                    last_value(
                        case
                            when case_events.kind = 'resolution_agreed' then true
                            when case_events.kind = 'reopened' then false
                        end ignore nulls
                    ) over (event_order rows between unbounded preceding and 1 preceding),
                    false
                ) as was_agreed,
            from case_events
            inner join filtered_cases(
                since, until, accounts, tams, categories, priorities, channels, regions
            ) as filtered_cases
                on case_events.case_id = filtered_cases.case_id
            where case_events.kind in (
                'agent_reply', 'customer_reply', 'waiting_on_customer', 'work_resumed', 'resolution_proposed',
                'resolution_agreed', 'closed', 'reopened'
            )
                and case_events.occurred_at <= (select as_of from snapshot)
            window event_order as (
                partition by case_events.case_id
                order by
                    case_events.occurred_at,
                    case case_events.kind when 'agent_reply' then 0 when 'customer_reply' then 1 else 2 end,
                    case_events.event_id
            )
        ),
        marked_events as (
            select
                *,
                max(
                    case
                        when kind in ('customer_reply', 'work_resumed') or (kind = 'reopened' and was_resolved)
                            then sequence
                    end
                ) over earlier as last_reset,
                max(case when kind = 'resolution_proposed' and not was_resolved then sequence end) over earlier
                    as last_proposal,
                max(case when kind = 'waiting_on_customer' and not was_resolved then sequence end) over earlier
                    as last_waiting,
            from ordered_events
            window earlier as (
                partition by case_id order by sequence rows between unbounded preceding and 1 preceding
            )
        ),
        stated_events as (
            select
                *,
                case
                    when was_resolved then 'resolved'
                    when last_proposal > coalesce(last_reset, 0) then 'resolution_proposed'
                    when last_waiting > coalesce(last_reset, 0) then 'waiting_on_customer'
                    else 'open'
                end as state_before,
            from marked_events
        ),
        found_events as (
            select
                *,
                case kind
                    when 'resolution_agreed' then case
                        when was_resolved and was_agreed then 'agreed_again'
                        when not was_resolved and state_before <> 'resolution_proposed' then 'agreed_without_proposal'
                    end
                    when 'closed' then if(was_resolved, 'closed_while_resolved', null)
                    when 'reopened' then if(was_resolved, null, 'reopened_while_open')
                    when 'resolution_proposed' then case
                        when was_resolved then 'proposed_while_resolved'
                        when state_before = 'resolution_proposed' then 'proposed_again'
                    end
                    when 'waiting_on_customer' then case
                        when was_resolved then 'waiting_while_resolved'
                        when state_before = 'resolution_proposed' then 'waiting_while_proposed'
                        when state_before = 'waiting_on_customer' then 'waiting_again'
                    end
                    when 'work_resumed' then case
                        when was_resolved then 'resumed_while_resolved'
                        when state_before = 'open' then 'resumed_while_open'
                    end
                    when 'agent_reply' then if(was_resolved, 'agent_reply_while_resolved', null)
                    when 'customer_reply' then if(was_resolved, 'customer_reply_while_resolved', null)
                end as finding,
            from stated_events
        )
    select
        event_id,
        case_id,
        account_id,
        occurred_at,
        kind,
        state_before,
        finding,
        finding = 'agreed_without_proposal' as has_effect,
    from found_events
    where finding is not null
);
