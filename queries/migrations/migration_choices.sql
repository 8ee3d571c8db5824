-- question: Which migrations are there, by name?
-- grain:    one row per migration, by account name, the newest of an account first
-- params:   none
-- returns:  migration_id varchar, account_id varchar, account_name varchar, status varchar, plan_day_count bigint
-- decided:  all of the records, whatever the filters say: a link to a migration opens it for every reader

select
    migrations.migration_id,
    migrations.account_id,
    accounts.name as account_name,
    migrations.status,
    (select count(*) from warmup_plan where migration_id = migrations.migration_id) as plan_day_count,
from migrations
inner join accounts on migrations.account_id = accounts.account_id
order by accounts.name, migrations.started_on desc, migrations.migration_id
