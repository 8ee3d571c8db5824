-- question: Which migrations does this account have, and how far are they?
-- grain:    one row per migration, the newest first
-- params:   $account_id varchar
-- returns:  migration_id varchar, status varchar, stage bigint, stages bigint, share_now double, days_behind bigint, health varchar, started_on date, target_on date, projected_on date, completed_on date, target_daily_volume bigint, tam_name varchar
-- decided:  as of the snapshot, as on the page of migrations

select
    migration_metrics.migration_id,
    migration_metrics.status,
    migration_metrics.stage,
    migration_metrics.stages,
    migration_metrics.share_now,
    migration_metrics.days_behind,
    migration_metrics.health,
    migrations.started_on,
    migration_metrics.target_on,
    migration_metrics.projected_on,
    if(migration_metrics.status = 'completed', migrations.completed_on, null) as completed_on,
    migrations.target_daily_volume,
    people.name as tam_name,
from migration_metrics
inner join migrations on migration_metrics.migration_id = migrations.migration_id
left join people on migration_metrics.tam_id = people.person_id
where migration_metrics.account_id = $account_id
order by migrations.started_on desc, migration_metrics.migration_id
