-- What happened in a TAM's book.

-- What can change in a TAM's book, in the order in which it is listed.
create or replace temp macro tam_change_kinds() as (
    [
        'case_opened', 'case_resolved', 'case_reopened', 'escalation_raised', 'escalation_acknowledged',
        'escalation_resolved', 'assignment_gained', 'assignment_lost', 'migration_started', 'migration_stage',
        'migration_stalled', 'migration_completed',
        'mediation_opened', 'mediation_best_practices_met', 'mediation_submitted', 'mediation_replied',
        'mediation_closed'
    ]
);

-- The first day of which changes are told: the one chosen, else seven days before the day of as_of.
create or replace temp macro changes_since(changed_since) as (
    select coalesce(
        cast(changed_since as date), cast(timezone(snapshot.reporting_time_zone, snapshot.as_of) as date) - 7
    )
    from snapshot
);

-- What happened in a TAM's book since a day, up to as_of. A case is in the book of whom its account had on the day of the
-- change. Where the records know only a day (is_whole_day), it is the day on the account's calendar, from its midnight on.
create or replace temp macro tam_changes_of(tam, changed_since) as table (
    with
        since as (
            select
                changes_since(changed_since) as since_on,
                first_instant(changes_since(changed_since)) as since_at,
        ),
        case_moves as (
            select 'case_opened' as change, case_id, account_id, opened_at as changed_at, priority as detail
            from case_metrics
            where opened_at >= (select since_at from since)
            union all
            select
                'case_resolved', case_id, account_id, resolved_at, if(resolution_agreed, 'agreed', 'not_agreed')
            from case_metrics
            where resolved_at >= (select since_at from since)
            union all
            -- what was resolved and came back: its final end, if any, is above
            select 'case_resolved', ended_spans.case_id, case_metrics.account_id, ended_spans.from_at, 'reopened_since'
            from case_spans as ended_spans
            inner join case_metrics on ended_spans.case_id = case_metrics.case_id
            where ended_spans.state = 'resolved' and ended_spans.from_at >= (select since_at from since)
            union all
            select 'case_reopened', ended_spans.case_id, case_metrics.account_id, ended_spans.to_at, null
            from case_spans as ended_spans
            inner join case_metrics on ended_spans.case_id = case_metrics.case_id
            where ended_spans.state = 'resolved' and ended_spans.to_at >= (select since_at from since)
        ),
        case_changes as (
            select
                case_moves.change,
                case_moves.changed_at,
                false as is_whole_day,
                'case' as item,
                case_moves.case_id as item_id,
                case_moves.account_id,
                case_moves.case_id,
                case_moves.detail,
            from case_moves
            inner join tam_accounts_now([], []) as now_of on case_moves.account_id = now_of.account_id
            left join tam_assignments
                on case_moves.account_id = tam_assignments.account_id
                and cast(timezone(now_of.time_zone, case_moves.changed_at) as date) >= tam_assignments.assigned_from
                and cast(timezone(now_of.time_zone, case_moves.changed_at) as date)
                    < coalesce(tam_assignments.assigned_until, date '9999-12-31')
            where coalesce(tam_assignments.tam_id, 'no_tam') = tam
        ),
        held_escalations as (
            select
                held.escalation_id,
                held.account_id,
                held.case_id,
                held.category,
                held.raised_at,
                if(held.resolved_at <= snapshot.as_of, held.resolved_at, null) as resolved_at,
                if(held.acknowledged_at <= snapshot.as_of, held.acknowledged_at, null) as acknowledged_at,
            from filtered_escalations([], [tam], [], [], [], []) as held
            cross join snapshot
        ),
        escalation_steps as (
            select
                *,
                unnest([
                    {'change': 'escalation_raised', 'changed_at': raised_at},
                    {'change': 'escalation_acknowledged', 'changed_at': least(acknowledged_at, resolved_at)},
                    {'change': 'escalation_resolved', 'changed_at': resolved_at},
                ]) as step,
            from held_escalations
        ),
        mediation_steps as (
            select
                *,
                unnest([
                    {'change': 'mediation_opened', 'changed_at': opened_at, 'detail': mailbox_provider},
                    {
                        'change': 'mediation_best_practices_met', 'changed_at': best_practices_met_at,
                        'detail': mailbox_provider
                    },
                    {'change': 'mediation_submitted', 'changed_at': form_submitted_at, 'detail': mailbox_provider},
                    {'change': 'mediation_replied', 'changed_at': provider_replied_at, 'detail': mailbox_provider},
                    {'change': 'mediation_closed', 'changed_at': closed_at, 'detail': outcome},
                ]) as step,
            from held_mediations([], [tam], [], [], [], [])
        ),
        assignment_days as (
            select
                tam_assignments.account_id,
                tam_assignments.tam_id,
                tam_assignments.assigned_from,
                tam_assignments.assigned_until,
                lag(tam_assignments.tam_id) over account_order as previous_tam_id,
                lag(tam_assignments.assigned_until) over account_order = tam_assignments.assigned_from as is_handed_on,
                lead(tam_assignments.tam_id) over account_order as next_tam_id,
                lead(tam_assignments.assigned_from) over account_order = tam_assignments.assigned_until
                    as is_handed_over,
            from tam_assignments
            window account_order as (
                partition by tam_assignments.account_id order by tam_assignments.assigned_from
            )
        ),
        day_changes as (
            select
                'assignment_gained' as change,
                assigned_from as changed_on,
                'account' as item,
                account_id as item_id,
                account_id,
                if(is_handed_on, previous_tam_id, null) as detail,
            from assignment_days
            where tam_id = tam
            union all
            select
                'assignment_lost',
                assigned_until,
                'account',
                account_id,
                account_id,
                if(is_handed_over, next_tam_id, null),
            from assignment_days
            where tam_id = tam and assigned_until is not null
            union all
            select 'migration_started', started_on, 'migration', migration_id, account_id, status
            from held_migrations([], [tam], [], [], [], [])
            union all
            select 'migration_completed', completed_on, 'migration', migration_id, account_id, status
            from held_migrations([], [tam], [], [], [], [])
            where completed_on is not null
            union all
            -- the first day on which each stage was reached
            select
                'migration_stage',
                min(migration_days.date),
                'migration',
                held.migration_id,
                held.account_id,
                cast(migration_days.stage as varchar),
            from held_migrations([], [tam], [], [], [], []) as held
            inner join migration_days on held.migration_id = migration_days.migration_id
            where migration_days.stage > 0
            group by held.migration_id, held.account_id, migration_days.stage
            union all
            select 'migration_stalled', stalled_since + 10, 'migration', migration_id, account_id, null
            from held_migrations([], [tam], [], [], [], [])
            where stalled_since is not null
        ),
        changes as (
            select * from case_changes
            union all
            select
                step.change, step.changed_at, false, 'escalation', escalation_id, account_id, case_id, category
            from escalation_steps
            where step.changed_at >= (select since_at from since)
            union all
            select
                step.change, step.changed_at, false, 'mediation', mediation_id, account_id, null, step.detail
            from mediation_steps
            where step.changed_at >= (select since_at from since)
            union all
            select
                day_changes.change,
                timezone(now_of.time_zone, cast(day_changes.changed_on as timestamp)),
                true,
                day_changes.item,
                day_changes.item_id,
                day_changes.account_id,
                null,
                day_changes.detail,
            from day_changes
            inner join tam_accounts_now([], []) as now_of on day_changes.account_id = now_of.account_id
            where day_changes.changed_on >= (select since_on from since) and day_changes.changed_on <= now_of.today
        )
    select
        changes.*,
        now_of.account_name,
    from changes
    inner join tam_accounts_now([], []) as now_of on changes.account_id = now_of.account_id
);
