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
                -- a paused clock is not due, even if its last second was used up as it was paused
                if(state = 'open' or resolution_verdict = 'breached', resolution_due_at, null),
                resolution_verdict,
                state <> 'open',
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
        -- Which kind of clock a target runs on follows from its length, unless the records hold both kinds of it: then
        -- the target is looked for again, as it was when the snapshot was made.
        matched_clocks as (
            select
                clocks.item,
                clocks.item_id,
                clocks.clock,
                arg_max(
                    sla_targets.clock = 'elapsed',
                    (
                        sla_targets.account_id is not null,
                        sla_targets.priority is not null,
                        sla_targets.category is not null,
                        sla_targets.valid_from
                    )
                ) as is_elapsed,
            from clocks
            inner join target_kinds
                on clocks.clock = target_kinds.metric and clocks.target_seconds = target_kinds.target_seconds
            inner join calendars on clocks.calendar_id = calendars.calendar_id
            inner join sla_targets
                on clocks.clock = sla_targets.metric
                and clocks.target_seconds = cast(round(sla_targets.minutes * 60) as bigint)
                and (sla_targets.account_id is null or sla_targets.account_id = clocks.account_id)
                and (sla_targets.priority is null or sla_targets.priority = clocks.priority)
                and (sla_targets.category is null or sla_targets.category = clocks.category)
                and sla_targets.valid_from <= cast(timezone(calendars.time_zone, clocks.started_at) as date)
            where target_kinds.is_ever_elapsed and not target_kinds.is_always_elapsed
            group by clocks.item, clocks.item_id, clocks.clock
        ),
        kinded_clocks as (
            select
                clocks.* exclude (is_elapsed),
                coalesce(
                    clocks.is_elapsed, matched_clocks.is_elapsed, target_kinds.is_always_elapsed, false
                ) as is_elapsed,
            from clocks
            left join matched_clocks
                on clocks.item = matched_clocks.item
                and clocks.item_id = matched_clocks.item_id
                and clocks.clock = matched_clocks.clock
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

-- Events that changed nothing, or ended a case in an unusual way, of the cases opened in the period: each event with the
-- state its case was in, by the rules of the timelines (docs/decisions.md).
create or replace temp macro odd_events(since, until, accounts, tams, categories, priorities, channels, regions) as table (
    with
        chosen_events as (
            select
                case_events.event_id,
                case_events.case_id,
                filtered_cases.account_id,
                case_events.occurred_at,
                case_events.kind,
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
        ),
        case_marks as (
            select
                case_id,
                count(*) filter (kind in ('work_resumed', 'reopened')) as return_count,
                count(*) filter (kind in ('resolution_agreed', 'closed')) as end_count,
                count(*) filter (kind = 'resolution_proposed') as proposal_count,
                count(*) filter (kind = 'waiting_on_customer') as waiting_count,
                min(occurred_at) filter (kind in ('resolution_agreed', 'closed')) as ended_at,
                min(occurred_at) filter (kind = 'resolution_agreed') as agreed_at,
                min(occurred_at) filter (kind = 'resolution_proposed') as proposed_at,
                max(occurred_at) filter (kind = 'waiting_on_customer') as waiting_at,
                max(occurred_at) filter (kind = 'customer_reply') as replied_at,
                max(occurred_at) filter (kind not in ('resolution_agreed', 'closed')) as last_step_at,
            from chosen_events
            group by case_id
        ),
        -- Most cases go straight: answers, perhaps one wait, one proposal, one end. Only the others are gone through
        -- event by event, which costs ten times as much.
        winding_cases as (
            select case_id
            from case_marks
            where return_count > 0
                or end_count > 1
                or proposal_count > 1
                or waiting_count > 1
                or last_step_at >= ended_at
                or waiting_at >= proposed_at
                or (agreed_at is not null and (proposal_count = 0 or agreed_at <= proposed_at or replied_at >= proposed_at))
        ),
        ordered_events as (
            select
                chosen_events.*,
                row_number() over event_order as sequence,
                coalesce(
                    last_value(
                        case
                            when kind in ('resolution_agreed', 'closed') then true
                            when kind = 'reopened' then false
                        end ignore nulls
                    ) over (event_order rows between unbounded preceding and 1 preceding),
                    false
                ) as was_resolved,
                coalesce(
                    last_value(
                        case
                            when kind = 'resolution_agreed' then true
                            when kind = 'reopened' then false
                        end ignore nulls
                    ) over (event_order rows between unbounded preceding and 1 preceding),
                    false
                ) as was_agreed,
            from chosen_events
            where case_id in (select case_id from winding_cases)
            window event_order as (
                partition by case_id
                order by
                    occurred_at,
                    case kind when 'agent_reply' then 0 when 'customer_reply' then 1 else 2 end,
                    event_id
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
