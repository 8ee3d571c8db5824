-- question: What would moving this account to another TAM do to both loads?
-- grain:    one row per side: `from`, who has the account now, then `to`
-- params:   $account varchar, $to_tam varchar (a person, or `no_tam`)
-- returns:  side varchar, tam_id varchar, tam_name varchar, capacity_points double, moved_count bigint, moved_points double, load_before double, load_after double, share_before double, share_after double, handover_count bigint, handover_points double, load_after_handover double, share_after_handover double
-- decided:  nothing is stored; with the account go its open cases, and nothing else: whatever is held by name or by its day
--           stays; handover_... is what the TAM holds besides on the account, and the load if that is handed over too; to the TAM
--           who has it, nothing moves; no capacity: no share

with account as (
    select
        account_id,
        coalesce(tam_id, 'no_tam') as from_tam_id,
    from account_tams_now
    where account_id = $account
),

open_items as materialized (
    select * from tam_open_items([], [], [], [], [], [])
),

loads as (
    select
        tam_id,
        sum(points) as load_points,
    from open_items
    group by tam_id
),

moves as (
    select
        account.from_tam_id,
        count(*) filter (open_items.item = 'case') as moved_count,
        coalesce(sum(open_items.points) filter (open_items.item = 'case'), 0) as moved_points,
        count(*) filter (open_items.item <> 'case' and open_items.tam_id = account.from_tam_id) as handover_count,
        coalesce(
            sum(open_items.points) filter (open_items.item <> 'case' and open_items.tam_id = account.from_tam_id), 0
        ) as handover_points,
    from account
    left join open_items on account.account_id = open_items.account_id
    group by account.from_tam_id
),

sides as (
    select
        unnest(['from', 'to']) as side,
        unnest([from_tam_id, $to_tam]) as tam_id,
        unnest([-1, 1]) as sign,
        if(from_tam_id = $to_tam, 0, 1) as is_moved,
        moved_count,
        moved_points,
        handover_count,
        handover_points,
    from moves
)

select
    sides.side,
    sides.tam_id,
    people.name as tam_name,
    people.capacity_points,
    sides.is_moved * sides.moved_count as moved_count,
    sides.is_moved * sides.moved_points as moved_points,
    coalesce(loads.load_points, 0) as load_before,
    load_before + sides.sign * sides.is_moved * sides.moved_points as load_after,
    load_before / people.capacity_points as share_before,
    load_after / people.capacity_points as share_after,
    sides.is_moved * sides.handover_count as handover_count,
    sides.is_moved * sides.handover_points as handover_points,
    load_after + sides.sign * sides.is_moved * sides.handover_points as load_after_handover,
    load_after_handover / people.capacity_points as share_after_handover,
from sides
left join people on sides.tam_id = people.person_id
left join loads on sides.tam_id = loads.tam_id
order by sides.side
