-- question: How many migrations are on track, late, stalled, done, and what is the matter with them?
-- grain:    one row per group, also those without a migration, in the order of the tiles
-- params:   $accounts varchar[], $tams varchar[], $regions varchar[] ([] = all)
-- returns:  group_code varchar, migration_count bigint
-- decided:  `all` and `open` (planned, warming or paused) are sums; on_track to cancelled are where a migration stands,
--           each in one of them; the others name what is the matter with an open one, which may be several things; a
--           stalled one is stalled whatever its target; late is past its target, or projected after it

with groups as (
    select unnest(migration_groups()) as group_code
),

counted_migrations as (
    select unnest(group_codes) as group_code
    from standing_migrations($accounts, $tams, $regions)
)

select
    groups.group_code,
    count(counted_migrations.group_code) as migration_count,
from groups
left join counted_migrations on groups.group_code = counted_migrations.group_code
group by groups.group_code
order by list_position(migration_groups(), groups.group_code)
