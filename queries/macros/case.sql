-- The clocks of a case taken apart: what ran, which windows of it count, and how the openings cut them. Worked out anew
-- from the records and the openings, so that they can disagree with the metrics.

-- The escalations of the cases: those that name the case, and those that an event of the case names.
create or replace temp macro case_escalations_of(case_ids) as table (
    with links as (
        select
            case_id,
            escalation_id,
        from escalation_metrics
        where list_contains(case_ids, case_id)
        union
        select
            case_id,
            value,
        from case_events
        where list_contains(case_ids, case_id) and kind = 'escalated' and occurred_at <= (select as_of from snapshot)
    )

    select
        links.case_id,
        escalation_metrics.* exclude (case_id),
        if(escalations.resolved_at <= snapshot.as_of, escalations.resolved_at, null) as resolved_at,
        least(
            if(escalations.acknowledged_at <= snapshot.as_of, escalations.acknowledged_at, null),
            if(escalations.resolved_at <= snapshot.as_of, escalations.resolved_at, null)
        ) as acknowledged_at,
        coalesce(people.calendar_id, accounts.calendar_id) as calendar_id,
        people.name as tam_name,
        escalations.subject,
        row_number() over (
            partition by links.case_id order by escalation_metrics.raised_at, escalation_metrics.escalation_id
        ) as instance,
    from links
    inner join escalation_metrics on links.escalation_id = escalation_metrics.escalation_id
    inner join escalations on links.escalation_id = escalations.escalation_id
    inner join accounts on escalation_metrics.account_id = accounts.account_id
    left join people on escalation_metrics.tam_id = people.person_id
    cross join snapshot
);

-- Every clock that ran on the cases and on their escalations. When a case was resolved is read from its events, because a
-- stretch of no length has no span. `snapshot_seconds` are the business seconds that the metrics give, where they do.
create or replace temp macro case_clocks_of(case_ids) as table (
    with
        chosen_cases as (
            select
                case_metrics.*,
                accounts.calendar_id,
            from case_metrics
            inner join accounts on case_metrics.account_id = accounts.account_id
            where list_contains(case_ids, case_metrics.case_id)
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
            select
                case_id,
                occurred_at as ended_at,
            from happened_events
            where kind in ('resolution_agreed', 'closed') and state_before <> 'resolved'
            union
            select
                case_spans.case_id,
                case_spans.from_at,
            from case_spans
            inner join chosen_cases on case_spans.case_id = chosen_cases.case_id
            where case_spans.state = 'resolved'
            union
            select
                case_id,
                resolved_at,
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
                waits.business_seconds,
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
        ),

        clocks as (
            select
                case_id,
                'first_response' as clock,
                1 as instance,
                cast(null as varchar) as escalation_id,
                opened_at as started_at,
                'case opened' as started_by,
                coalesce(first_response_at, resolved_at) as stopped_at,
                case when first_response_at is not null then 'agent reply' when resolved_at is not null then 'resolved' end
                    as stopped_by,
                first_response_target_seconds as target_seconds,
                first_response_due_at as due_at,
                first_response_verdict as verdict,
                first_response_business_seconds as snapshot_seconds,
            from chosen_cases

            union all

            select
                case_id,
                'next_response',
                instance,
                null,
                asked_at,
                if(is_from_customer, 'customer reply', 'reopened'),
                coalesce(answered_at, next_end_at),
                case when answered_at is not null then 'agent reply' when next_end_at is not null then 'resolved' end,
                target_seconds,
                due_at,
                verdict,
                business_seconds,
            from ended_waits

            union all

            select
                case_id,
                'periodic_update',
                instance,
                null,
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
                null,
            from silences

            union all

            select
                case_id,
                'resolution',
                1,
                null,
                opened_at,
                'case opened',
                resolved_at,
                if(resolved_at is not null, 'resolved', null),
                resolution_target_seconds,
                resolution_due_at,
                resolution_verdict,
                resolution_business_seconds,
            from chosen_cases
        )

    select
        clocks.*,
        chosen_cases.account_id,
        chosen_cases.calendar_id,
    from clocks
    inner join chosen_cases on clocks.case_id = chosen_cases.case_id

    union all

    select
        case_id,
        'escalation_acknowledgement',
        instance,
        escalation_id,
        raised_at,
        'escalation raised',
        acknowledged_at,
        case
            when acknowledged_at = resolved_at then 'escalation resolved'
            when acknowledged_at is not null then 'acknowledged'
        end,
        acknowledgement_target_seconds,
        acknowledgement_due_at,
        acknowledgement_verdict,
        acknowledgement_business_seconds,
        account_id,
        calendar_id,
    from case_escalations_of(case_ids)

    union all

    select
        case_id,
        'escalation_resolution',
        instance,
        escalation_id,
        raised_at,
        'escalation raised',
        resolved_at,
        if(resolved_at is not null, 'escalation resolved', null),
        null,
        null,
        resolution_verdict,
        resolution_business_seconds,
        account_id,
        calendar_id,
    from case_escalations_of(case_ids)
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
        ),

        -- What began each stretch in state open, and the state that followed it.
        open_spans as (
            select
                spans.*,
                case
                    when spans.state_before = 'resolved' then 'reopened'
                    when exists(
                        from case_events
                        where case_events.case_id = spans.case_id
                            and case_events.occurred_at = spans.from_at
                            and case_events.kind = 'customer_reply'
                    ) then 'customer reply'
                    else 'work resumed'
                end as resumed_by,
            from (
                select
                    *,
                    lag(state) over (partition by case_id order by span_number) as state_before,
                    lead(state) over (partition by case_id order by span_number) as state_after,
                from case_spans
                where list_contains(case_ids, case_id)
            ) as spans
            where spans.state = 'open'
        )

    select
        case_id,
        clock,
        instance,
        calendar_id,
        started_at as from_at,
        ends_at as to_at,
        started_by as opened_by,
        ends_by as closed_by,
    from clocks
    where clock not in ('periodic_update', 'resolution') and started_at < ends_at

    union all

    select
        clocks.case_id,
        clocks.clock,
        clocks.instance,
        clocks.calendar_id,
        greatest(clocks.started_at, open_spans.from_at),
        least(clocks.ends_at, open_spans.to_at),
        if(open_spans.from_at > clocks.started_at, open_spans.resumed_by, clocks.started_by),
        if(
            open_spans.to_at < clocks.ends_at,
            coalesce(replace(open_spans.state_after, '_', ' '), 'resolved'),
            clocks.ends_by
        ),
    from clocks
    inner join open_spans
        on clocks.case_id = open_spans.case_id
        and open_spans.from_at < clocks.ends_at
        and open_spans.to_at > clocks.started_at
    where clocks.clock in ('periodic_update', 'resolution')
);

-- The windows cut by the openings of the clock's calendar.
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
    inner join openings
        on windows.calendar_id = openings.calendar_id
        and openings.opens_at < windows.to_at
        and openings.closes_at > windows.from_at
);

-- The row of sla_targets that each clock runs against: the most specific one in force on the local date on which the
-- clock started, for the priority and category in force when it stopped (or at as_of). Clocks with none keep their row.
create or replace temp macro case_targets_of(case_ids) as table (
    with
        clocks as (
            select
                clocks.*,
                cast(timezone(calendars.time_zone, clocks.started_at) as date) as started_on,
                clocks.clock in ('escalation_acknowledgement', 'escalation_resolution') as is_of_escalation,
            from case_clocks_of(case_ids) as clocks
            left join calendars on clocks.calendar_id = calendars.calendar_id
        ),

        -- The event that ended a case: changes before it at the same instant still count.
        end_events as (
            select
                case_id,
                occurred_at,
                min(event_id) as event_id,
            from case_events
            where list_contains(case_ids, case_id) and kind in ('resolution_agreed', 'closed')
            group by case_id, occurred_at
        ),

        changes as (
            select
                case_id,
                opened_at as occurred_at,
                '' as event_id,
                unnest(['priority_changed', 'category_changed']) as kind,
                unnest([priority, category]) as value,
            from cases
            where list_contains(case_ids, case_id)
            union all
            select
                case_id,
                occurred_at,
                event_id,
                kind,
                value,
            from case_events
            where list_contains(case_ids, case_id)
                and kind in ('priority_changed', 'category_changed')
                and occurred_at <= (select as_of from snapshot)
        ),

        changes_by_stop as (
            select
                clocks.case_id,
                clocks.clock,
                clocks.instance,
                changes.kind,
                changes.value,
            from clocks
            inner join changes on clocks.case_id = changes.case_id
            left join end_events
                on clocks.case_id = end_events.case_id
                and clocks.stopped_at = end_events.occurred_at
                and clocks.stopped_by = 'resolved'
            where clocks.stopped_at is null
                or changes.occurred_at < clocks.stopped_at
                or changes.event_id = ''
                or (changes.occurred_at = clocks.stopped_at and changes.event_id < end_events.event_id)
            qualify row_number() over (
                partition by clocks.case_id, clocks.clock, clocks.instance, changes.kind
                order by changes.event_id = '', changes.occurred_at desc, changes.event_id desc
            ) = 1
        ),

        judged_clocks as (
            select
                clocks.case_id,
                clocks.clock,
                clocks.instance,
                clocks.account_id,
                clocks.started_on,
                if(clocks.is_of_escalation, null, priorities.value) as priority,
                if(clocks.is_of_escalation, escalation_metrics.category, categories.value) as category,
            from clocks
            left join changes_by_stop as priorities
                on clocks.case_id = priorities.case_id
                and clocks.clock = priorities.clock
                and clocks.instance = priorities.instance
                and priorities.kind = 'priority_changed'
            left join changes_by_stop as categories
                on clocks.case_id = categories.case_id
                and clocks.clock = categories.clock
                and clocks.instance = categories.instance
                and categories.kind = 'category_changed'
            left join escalation_metrics on clocks.escalation_id = escalation_metrics.escalation_id
        )

    select
        judged_clocks.*,
        cast(round(sla_targets.minutes * 60) as bigint) as target_seconds,
        sla_targets.clock as target_clock,
        sla_targets.valid_from as target_valid_from,
        sla_targets.account_id as target_account_id,
        sla_targets.priority as target_priority,
        sla_targets.category as target_category,
    from judged_clocks
    left join sla_targets
        on judged_clocks.clock = sla_targets.metric
        and judged_clocks.started_on >= sla_targets.valid_from
        and (sla_targets.account_id is null or sla_targets.account_id = judged_clocks.account_id)
        and (sla_targets.priority is null or sla_targets.priority = judged_clocks.priority)
        and (sla_targets.category is null or sla_targets.category = judged_clocks.category)
    qualify row_number() over (
        partition by judged_clocks.case_id, judged_clocks.clock, judged_clocks.instance
        order by
            sla_targets.account_id is not null desc,
            sla_targets.priority is not null desc,
            sla_targets.category is not null desc,
            sla_targets.valid_from desc
    ) = 1
);

-- What each clock has counted in business and in clock time, and when its target was or will be used up: within the
-- stretch that used it up, or counted on from where the clock stands. A paused clock that has not run out has no due time.
create or replace temp macro case_sums_of(case_ids) as table (
    with
        clocks as (
            select
                clocks.case_id,
                clocks.clock,
                clocks.instance,
                clocks.calendar_id,
                coalesce(clocks.stopped_at, snapshot.as_of) as ends_at,
                clocks.stopped_at is null
                and clocks.clock in ('periodic_update', 'resolution')
                and case_metrics.state <> 'open' as is_paused,
                targets.target_seconds,
                targets.target_clock,
            from case_clocks_of(case_ids) as clocks
            cross join snapshot
            inner join case_metrics on clocks.case_id = case_metrics.case_id
            inner join case_targets_of(case_ids) as targets
                on clocks.case_id = targets.case_id
                and clocks.clock = targets.clock
                and clocks.instance = targets.instance
        ),

        stretches as (
            select
                case_id,
                clock,
                instance,
                'business' as basis,
                from_at,
                counted_seconds,
            from case_receipt_of(case_ids)
            union all
            select
                case_id,
                clock,
                instance,
                'elapsed',
                from_at,
                cast(date_diff('second', from_at, to_at) as bigint),
            from case_windows_of(case_ids)
        ),

        running_sums as (
            select
                *,
                sum(counted_seconds) over (
                    partition by case_id, clock, instance, basis order by from_at
                ) - counted_seconds as seconds_before,
            from stretches
        ),

        sums as (
            select
                clocks.case_id,
                clocks.clock,
                clocks.instance,
                clocks.calendar_id,
                clocks.ends_at,
                clocks.is_paused,
                clocks.target_seconds,
                clocks.target_clock,
                cast(coalesce(sum(counted_seconds) filter (basis = 'business'), 0) as bigint) as business_seconds,
                cast(coalesce(sum(counted_seconds) filter (basis = 'elapsed'), 0) as bigint) as elapsed_seconds,
                min(from_at + to_seconds(clocks.target_seconds - seconds_before)) filter (
                    basis = clocks.target_clock
                    and seconds_before < clocks.target_seconds
                    and seconds_before + counted_seconds >= clocks.target_seconds
                ) as exhausted_at,
            from clocks
            left join running_sums
                on clocks.case_id = running_sums.case_id
                and clocks.clock = running_sums.clock
                and clocks.instance = running_sums.instance
            group by all
        ),

        left_over as (
            select
                sums.*,
                sums.target_seconds - if(sums.target_clock = 'elapsed', sums.elapsed_seconds, sums.business_seconds)
                    as left_seconds,
                coalesce(
                    openings.seconds_before
                    + date_diff('second', openings.opens_at, least(openings.closes_at, sums.ends_at)),
                    0
                ) as end_clock,
            from sums
            asof left join openings
                on sums.calendar_id = openings.calendar_id and sums.ends_at >= openings.opens_at
        ),

        clocked_sums as (
            select
                *,
                -- What is used up is not looked for; DuckDB 2.0 refuses anything but plain comparisons in an asof join.
                if(exhausted_at is null and not is_paused, end_clock + left_seconds, null) as due_clock,
            from left_over
        )

    select
        clocked_sums.case_id,
        clocked_sums.clock,
        clocked_sums.instance,
        clocked_sums.business_seconds,
        clocked_sums.elapsed_seconds,
        clocked_sums.left_seconds,
        clocked_sums.is_paused,
        case
            when clocked_sums.exhausted_at is not null or clocked_sums.is_paused then clocked_sums.exhausted_at
            when clocked_sums.target_clock = 'elapsed'
                then clocked_sums.ends_at + to_seconds(clocked_sums.left_seconds)
            when clocked_sums.due_clock - openings.seconds_before
                <= date_diff('second', openings.opens_at, openings.closes_at)
                then openings.opens_at + to_seconds(clocked_sums.due_clock - openings.seconds_before)
        end as due_at,
    from clocked_sums
    asof left join openings
        on clocked_sums.calendar_id = openings.calendar_id and clocked_sums.due_clock > openings.seconds_before
);

-- The stretches inside a clock's run that it does not count, with the state that stopped it.
create or replace temp macro case_pauses_of(case_ids) as table (
    with clocks as (
        select
            clocks.*,
            coalesce(clocks.stopped_at, snapshot.as_of) as ends_at,
        from case_clocks_of(case_ids) as clocks
        cross join snapshot
    )

    select
        clocks.case_id,
        clocks.clock,
        clocks.instance,
        clocks.calendar_id,
        case_spans.state,
        greatest(clocks.started_at, case_spans.from_at) as from_at,
        least(clocks.ends_at, case_spans.to_at) as to_at,
    from clocks
    inner join case_spans
        on clocks.case_id = case_spans.case_id
        and case_spans.state <> 'open'
        and case_spans.from_at < clocks.ends_at
        and case_spans.to_at > clocks.started_at
    where clocks.clock in ('periodic_update', 'resolution')
);
