-- The clocks of a case taken apart: what ran, which windows of it count, and how the openings cut them. Worked out anew
-- from the records and the openings, so that they can disagree with the metrics.

-- Every clock that ran on the cases and on their escalations, with its workings: the windows in which it counts, the
-- stretches to which the openings cut them, the pauses, the row of sla_targets it runs against, and from all that its
-- sums and due time. What the metrics say of it stands beside (metric_...), so that the two can be compared. One macro,
-- because every base table is then read once.
create or replace temp macro case_workings_of(case_ids) as table (
    with
        chosen_cases as materialized (
            select
                case_metrics.*,
                accounts.calendar_id,
            from case_metrics
            inner join accounts on case_metrics.account_id = accounts.account_id
            where case_metrics.case_id in (select unnest(case_ids))
        ),

        chosen_events as materialized (
            select *
            from case_events
            where case_id in (select unnest(case_ids)) and occurred_at <= (select as_of from snapshot)
        ),

        chosen_spans as materialized (
            select
                *,
                lag(state) over (partition by case_id order by span_number) as state_before,
                lead(state) over (partition by case_id order by span_number) as state_after,
            from case_spans
            where case_id in (select unnest(case_ids))
        ),

        chosen_escalations as materialized (
            select * from case_escalations_of(case_ids)
        ),

        happened_events as (
            select
                chosen_events.case_id,
                chosen_events.occurred_at,
                chosen_events.kind,
                -- The state as the event came: a reply at the instant of an end still comes before it.
                coalesce(
                    chosen_spans.state,
                    if(chosen_events.occurred_at = chosen_cases.opened_at, 'open', 'resolved')
                )
                    as state_before,
            from chosen_events
            inner join chosen_cases on chosen_events.case_id = chosen_cases.case_id
            left join chosen_spans
                on chosen_events.case_id = chosen_spans.case_id
                and chosen_events.occurred_at > chosen_spans.from_at
                and chosen_events.occurred_at <= chosen_spans.to_at
        ),

        ends as (
            select
                case_id,
                occurred_at as ended_at,
            from happened_events
            where kind in ('resolution_agreed', 'closed') and state_before <> 'resolved'
            union
            select
                case_id,
                from_at,
            from chosen_spans
            where state = 'resolved'
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
                row_number() over (
                    partition by response_metrics.case_id order by response_metrics.asked_at
                ) as instance,
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

        case_clocks as (
            select
                case_id,
                'first_response' as clock,
                1 as instance,
                cast(null as varchar) as escalation_id,
                opened_at as started_at,
                'case opened' as started_by,
                coalesce(first_response_at, resolved_at) as stopped_at,
                case
                    when first_response_at is not null then 'agent reply'
                    when resolved_at is not null then 'resolved'
                end as stopped_by,
                first_response_target_seconds as metric_target_seconds,
                first_response_due_at as metric_due_at,
                first_response_verdict as metric_verdict,
                first_response_business_seconds as metric_seconds,
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
        ),

        -- When a case was resolved is read from its events above, because a stretch of no length has no span.
        every_clock as (
            select
                case_clocks.*,
                chosen_cases.account_id,
                chosen_cases.calendar_id,
            from case_clocks
            inner join chosen_cases on case_clocks.case_id = chosen_cases.case_id

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
            from chosen_escalations

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
            from chosen_escalations
        ),

        clocks as materialized (
            select
                every_clock.*,
                coalesce(every_clock.stopped_at, snapshot.as_of) as ends_at,
                coalesce(every_clock.stopped_by, 'records end') as ends_by,
                every_clock.stopped_at is null
                and every_clock.clock in ('periodic_update', 'resolution')
                and chosen_cases.state <> 'open' as is_paused,
            from every_clock
            inner join chosen_cases on every_clock.case_id = chosen_cases.case_id
            cross join snapshot
        ),

        -- What began each stretch in state open.
        open_spans as (
            select
                *,
                case
                    when state_before = 'resolved' then 'reopened'
                    when exists(
                        from chosen_events
                        where chosen_events.case_id = chosen_spans.case_id
                            and chosen_events.occurred_at = chosen_spans.from_at
                            and chosen_events.kind = 'customer_reply'
                    ) then 'customer reply'
                    else 'work resumed'
                end as resumed_by,
            from chosen_spans
            where state = 'open'
        ),

        -- The windows in which a clock counts: all of it, or for updates and resolution only the time in state open.
        windows as materialized (
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
        ),

        -- The windows cut by the openings of the clock's calendar.
        receipt as materialized (
            select
                windows.case_id,
                windows.clock,
                windows.instance,
                greatest(windows.from_at, openings.opens_at) as from_at,
                least(windows.to_at, openings.closes_at) as to_at,
                if(openings.opens_at > windows.from_at, 'opening', windows.opened_by) as opened_by,
                if(openings.closes_at < windows.to_at, 'closing', windows.closed_by) as closed_by,
                openings.valid_from as hours_from,
                openings.holiday_name,
            from windows
            inner join openings
                on windows.calendar_id = openings.calendar_id
                and openings.opens_at < windows.to_at
                and openings.closes_at > windows.from_at
        ),

        -- The stretches inside a clock's run that it does not count, with the state that stopped it.
        pauses as (
            select
                clocks.case_id,
                clocks.clock,
                clocks.instance,
                chosen_spans.state,
                greatest(clocks.started_at, chosen_spans.from_at) as from_at,
                least(clocks.ends_at, chosen_spans.to_at) as to_at,
            from clocks
            inner join chosen_spans
                on clocks.case_id = chosen_spans.case_id
                and chosen_spans.state <> 'open'
                and chosen_spans.from_at < clocks.ends_at
                and chosen_spans.to_at > clocks.started_at
            where clocks.clock in ('periodic_update', 'resolution')
        ),

        -- The event that ended a case: changes before it at the same instant still count.
        end_events as (
            select
                case_id,
                occurred_at,
                min(event_id) as event_id,
            from chosen_events
            where kind in ('resolution_agreed', 'closed')
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
            where case_id in (select unnest(case_ids))
            union all
            select
                case_id,
                occurred_at,
                event_id,
                kind,
                value,
            from chosen_events
            where kind in ('priority_changed', 'category_changed')
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
                cast(timezone(calendars.time_zone, clocks.started_at) as date) as started_on,
                if(clocks.escalation_id is null, priorities.value, null) as priority,
                if(clocks.escalation_id is null, categories.value, chosen_escalations.category) as category,
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
            left join calendars on clocks.calendar_id = calendars.calendar_id
            left join chosen_escalations
                on clocks.case_id = chosen_escalations.case_id
                and clocks.escalation_id = chosen_escalations.escalation_id
        ),

        -- The most specific row of sla_targets in force on the local date on which the clock started, for the priority
        -- and category in force when it stopped (or at as_of). Clocks with none keep their row.
        targets as materialized (
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
        ),

        stretches as (
            select
                case_id,
                clock,
                instance,
                'business' as basis,
                from_at,
                cast(date_diff('second', from_at, to_at) as bigint) as counted_seconds,
            from receipt
            union all
            select
                case_id,
                clock,
                instance,
                'elapsed',
                from_at,
                cast(date_diff('second', from_at, to_at) as bigint),
            from windows
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
                targets.target_seconds,
                targets.target_clock,
                cast(coalesce(sum(counted_seconds) filter (basis = 'business'), 0) as bigint) as business_seconds,
                cast(coalesce(sum(counted_seconds) filter (basis = 'elapsed'), 0) as bigint) as elapsed_seconds,
                min(from_at + to_seconds(targets.target_seconds - seconds_before)) filter (
                    basis = targets.target_clock
                    and seconds_before < targets.target_seconds
                    and seconds_before + counted_seconds >= targets.target_seconds
                ) as exhausted_at,
            from clocks
            inner join targets
                on clocks.case_id = targets.case_id
                and clocks.clock = targets.clock
                and clocks.instance = targets.instance
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
        ),

        -- When the target was or will be used up: within the stretch that used it up, or counted on from where the
        -- clock stands. A paused clock that has not run out has no due time.
        due_sums as (
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
        ),

        window_lists as (
            select
                case_id,
                clock,
                instance,
                list(
                    {'from_at': from_at, 'to_at': to_at, 'opened_by': opened_by, 'closed_by': closed_by}
                    order by from_at
                ) as windows,
            from windows
            group by case_id, clock, instance
        ),

        stretch_lists as (
            select
                case_id,
                clock,
                instance,
                list(
                    {
                        'from_at': from_at,
                        'to_at': to_at,
                        'opened_by': opened_by,
                        'closed_by': closed_by,
                        'hours_from': hours_from,
                        'holiday_name': holiday_name,
                    }
                    order by from_at
                ) as stretches,
            from receipt
            group by case_id, clock, instance
        ),

        pause_lists as (
            select
                case_id,
                clock,
                instance,
                list({'from_at': from_at, 'to_at': to_at, 'state': state} order by from_at) as pauses,
            from pauses
            group by case_id, clock, instance
        )

    select
        clocks.*,
        targets.priority,
        targets.category,
        targets.target_seconds,
        targets.target_clock,
        targets.target_valid_from,
        targets.target_account_id,
        targets.target_priority,
        targets.target_category,
        due_sums.business_seconds,
        due_sums.elapsed_seconds,
        due_sums.left_seconds,
        due_sums.due_at,
        coalesce(window_lists.windows, []) as windows,
        coalesce(stretch_lists.stretches, []) as stretches,
        coalesce(pause_lists.pauses, []) as pauses,
    from clocks
    inner join targets using (case_id, clock, instance)
    inner join due_sums using (case_id, clock, instance)
    left join window_lists using (case_id, clock, instance)
    left join stretch_lists using (case_id, clock, instance)
    left join pause_lists using (case_id, clock, instance)
);
