-- What is open with each TAM, and what it weighs.

-- The kinds of open items that have points, in the order in which they are listed.
create or replace temp macro load_items() as (
    [
        'escalation:problem', 'escalation:configuration', 'escalation:information', 'case:urgent', 'case:high',
        'case:normal', 'case:low', 'migration:warming', 'migration:paused', 'mediation:open'
    ]
);

-- The points of each kind; of two rows for one kind in the file the first counts.
create or replace temp macro item_points() as table (
    select
        item as load_item,
        first(points order by rowid) as points,
        first(reason order by rowid) as reason,
    from load_points
    group by item
);

-- Everything that is open as of the snapshot, with who holds it, its points and every group it is counted in: a tile, a
-- bar and the list behind them all read the same codes.
create or replace temp macro tam_open_items(accounts, tams, categories, priorities, channels, regions) as table (
    with
        held_items as (
            select
                'case' as item,
                case_id as item_id,
                'case:' || priority as load_item,
                tam_id,
                if(tam_id is null, 'none', 'assignment') as held_by,
                tam_id as current_tam_id,
                account_id,
                account_name,
                case_id,
                coalesce(category, 'uncategorised') as category,
                priority,
                state,
                opened_at as since_at,
            from open_cases_now(accounts, tams, categories, priorities, channels, regions)
            union all
            select
                'escalation',
                held_escalations.escalation_id,
                'escalation:' || held_escalations.category,
                held_escalations.tam_id,
                case
                    when held_escalations.named_tam_id is not null then 'item'
                    when held_escalations.tam_id is not null then 'assignment'
                    else 'none'
                end,
                account_tams_now.tam_id,
                held_escalations.account_id,
                held_escalations.account_name,
                held_escalations.case_id,
                held_escalations.category,
                null,
                held_escalations.state,
                held_escalations.raised_at,
            from filtered_escalations(accounts, tams, categories, priorities, channels, regions) as held_escalations
            inner join account_tams_now
                on held_escalations.account_id = account_tams_now.account_id
            where held_escalations.state <> 'resolved'
            union all
            select
                'migration',
                migration_id,
                'migration:' || status,
                tam_id,
                case
                    when named_tam_id is not null then 'item'
                    when tam_id is not null then 'assignment'
                    else 'none'
                end,
                current_tam_id,
                account_id,
                account_name,
                null,
                null,
                null,
                status,
                timezone(time_zone, cast(started_on as timestamp)),
            from held_migrations(accounts, tams, categories, priorities, channels, regions)
            where status in ('warming', 'paused')
            union all
            select
                'mediation',
                mediation_id,
                'mediation:open',
                tam_id,
                if(tam_id is null, 'none', 'assignment'),
                current_tam_id,
                account_id,
                account_name,
                null,
                null,
                null,
                case
                    when provider_replied_at is not null then 'closing'
                    when form_submitted_at is not null then 'provider_reply'
                    when best_practices_met_at is not null then 'form'
                    else 'best_practices'
                end,
                opened_at,
            from held_mediations(accounts, tams, categories, priorities, channels, regions)
            where closed_at is null
        ),
        weighed_items as (
            select
                held_items.item,
                held_items.item_id,
                held_items.load_item,
                coalesce(item_points.points, 0) as points,
                item_points.points is not null as has_points,
                coalesce(held_items.tam_id, 'no_tam') as tam_id,
                held_items.held_by,
                held_items.current_tam_id,
                held_items.account_id,
                held_items.account_name,
                held_items.case_id,
                held_items.category,
                held_items.priority,
                held_items.state,
                held_items.since_at,
                held_items.tam_id is not null
                    and held_items.tam_id is distinct from held_items.current_tam_id as is_elsewhere,
                held_items.item = 'escalation' and held_items.state = 'open' as is_unacknowledged,
            from held_items
            left join item_points() as item_points on held_items.load_item = item_points.load_item
        )
    select
        weighed_items.*,
        list_filter(
            [
                'tam:' || tam_id,
                'item:' || item,
                'load:' || load_item,
                'account:' || account_id,
                'category:' || category,
                if(is_unacknowledged, 'flag:unacknowledged', null),
                if(is_elsewhere, 'flag:elsewhere', null),
                if(load_item = 'migration:warming', 'flag:warming', null),
                if(load_item = 'migration:paused', 'flag:paused', null),
            ],
            lambda code: code is not null
        ) as codes,
    from weighed_items
);

-- Every TAM, and `no_tam`, with what is open and what it weighs against the capacity. Whoever has the role, was ever
-- assigned to an account or holds something is a TAM.
create or replace temp macro tam_loads(accounts, tams, categories, priorities, channels, regions) as table (
    with
        open_items as materialized (
            select * from tam_open_items(accounts, tams, categories, priorities, channels, regions)
        ),
        known_tams as (
            select person_id as tam_id from people where role = 'tam'
            union
            select tam_id from tam_assignments
            union
            select tam_id from open_items
            union
            select 'no_tam'
        ),
        item_counts as (
            select
                tam_id,
                count(*) as open_count,
                count(*) filter (item = 'escalation') as escalation_count,
                count(*) filter (is_unacknowledged) as unacknowledged_count,
                count(*) filter (item = 'case') as case_count,
                count(*) filter (item = 'migration') as migration_count,
                count(*) filter (load_item = 'migration:warming') as warming_count,
                count(*) filter (load_item = 'migration:paused') as paused_count,
                count(*) filter (item = 'mediation') as mediation_count,
                count(*) filter (is_elsewhere) as elsewhere_count,
                sum(points) as load_points,
            from open_items
            group by tam_id
        ),
        account_counts as (
            select
                coalesce(tam_id, 'no_tam') as tam_id,
                count(*) as account_count,
            from tam_accounts_now(accounts, regions)
            where tam_id is not null or is_premium
            group by all
        )
    select
        known_tams.tam_id,
        people.name as tam_name,
        people.calendar_id,
        calendars.time_zone,
        coalesce(account_counts.account_count, 0) as account_count,
        coalesce(item_counts.open_count, 0) as open_count,
        coalesce(item_counts.escalation_count, 0) as escalation_count,
        coalesce(item_counts.unacknowledged_count, 0) as unacknowledged_count,
        coalesce(item_counts.case_count, 0) as case_count,
        coalesce(item_counts.migration_count, 0) as migration_count,
        coalesce(item_counts.warming_count, 0) as warming_count,
        coalesce(item_counts.paused_count, 0) as paused_count,
        coalesce(item_counts.mediation_count, 0) as mediation_count,
        coalesce(item_counts.elsewhere_count, 0) as elsewhere_count,
        cast(coalesce(item_counts.load_points, 0) as double) as load_points,
        people.capacity_points,
        coalesce(item_counts.load_points, 0) / people.capacity_points as load_share,
        known_tams.tam_id <> 'no_tam'
            and item_counts.open_count is not null
            and known_tams.tam_id not in (select tam_id from account_tams_now where tam_id is not null) as is_former,
    from known_tams
    left join people on known_tams.tam_id = people.person_id
    left join calendars on people.calendar_id = calendars.calendar_id
    left join item_counts on known_tams.tam_id = item_counts.tam_id
    left join account_counts on known_tams.tam_id = account_counts.tam_id
    where len(tams) = 0 or list_contains(tams, known_tams.tam_id)
);
