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
