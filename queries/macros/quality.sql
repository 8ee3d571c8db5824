-- Rows that several questions about the records themselves share.

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
