-- question: How do this TAM's accounts stand?
-- grain:    one row per account the TAM has now, and per account of others on which they still hold something; by name
-- params:   $tam varchar (a person, or `no_tam`), $since date, $until date (exclusive)
-- returns:  account_id varchar, account_name varchar, is_assigned boolean, assigned_from date, current_tam_name varchar, open_case_count bigint, escalation_count bigint, mediation_count bigint, met_count bigint, judged_count bigint, attainment double, migration_id varchar, migration_status varchar, stage bigint, stages bigint, days_behind bigint, health varchar, target_on date, last_contact_at timestamp with time zone, last_contact_kind varchar, days_since_contact bigint, points double
-- decided:  counts and points are of the open items the TAM holds, so they add up to tam_totals; attainment is of first
--           responses to all cases opened in the period on the account, whoever was its TAM then; of several migrations the one
--           under way is shown, else the next, else the last; the last contact is the newest agent reply in any case of the
--           account, also a resolved one, or the acknowledgement of an escalation, up to as_of; days since then are those of
--           the account's calendar, 0 is today; the accounts of `no_tam` are those premium now

with open_items as materialized (
    select * from tam_open_items([], [$tam], [], [], [], [])
),

item_counts as (
    select
        account_id,
        count(*) filter (item = 'case') as open_case_count,
        count(*) filter (item = 'escalation') as escalation_count,
        count(*) filter (item = 'mediation') as mediation_count,
        sum(points) as points,
    from open_items
    group by account_id
),

book as materialized (
    select
        *,
        coalesce(tam_id, 'no_tam') = $tam as is_assigned,
    from tam_accounts_now([], [])
    where (coalesce(tam_id, 'no_tam') = $tam and (tam_id is not null or is_premium))
        or account_id in (select account_id from item_counts)
),

attainments as (
    select
        account_id,
        count(*) filter (first_response_verdict = 'met') as met_count,
        count(*) filter (first_response_verdict in ('met', 'breached')) as judged_count,
    from filtered_cases($since, $until, [], [], [], [], [], [])
    where account_id in (select account_id from book)
    group by account_id
),

book_cases as materialized (
    select
        case_id,
        account_id,
        first_response_at,
    from case_metrics
    where account_id in (select account_id from book)
),

-- No account was last written to before the last time one of its cases got its first answer: what is older need not be
-- read, which is most of it.
earliest_needed as (
    select min(answered_at) as needed_from
    from (
        select coalesce(max(first_response_at), timestamptz '1970-01-01 00:00:00+00') as answered_at
        from book_cases
        group by account_id
    )
),

contacts as (
    select
        book_cases.account_id,
        case_events.occurred_at as contact_at,
        'agent_reply' as contact_kind,
    from case_events
    inner join book_cases on case_events.case_id = book_cases.case_id
    where case_events.kind = 'agent_reply'
        and case_events.occurred_at >= (select needed_from from earliest_needed)
        and case_events.occurred_at <= (select as_of from snapshot)
    union all
    select
        account_id,
        acknowledged_at,
        'escalation_acknowledged',
    from escalations
    where acknowledged_at <= (select as_of from snapshot)
),

last_contacts as (
    select
        account_id,
        max(contact_at) as contact_at,
        arg_max(contact_kind, contact_at) as contact_kind,
    from contacts
    group by account_id
),

shown_migrations as (
    select
        migration_metrics.*,
    from migration_metrics
    inner join migrations on migration_metrics.migration_id = migrations.migration_id
    inner join book on migration_metrics.account_id = book.account_id
    qualify row_number() over (
        partition by migration_metrics.account_id
        order by
            list_position(['warming', 'paused', 'planned'], migration_metrics.status) nulls last,
            migrations.started_on desc,
            migration_metrics.migration_id
    ) = 1
)

select
    book.account_id,
    book.account_name,
    book.is_assigned,
    if(book.is_assigned, tam_assignments.assigned_from, null) as assigned_from,
    people.name as current_tam_name,
    coalesce(item_counts.open_case_count, 0) as open_case_count,
    coalesce(item_counts.escalation_count, 0) as escalation_count,
    coalesce(item_counts.mediation_count, 0) as mediation_count,
    coalesce(attainments.met_count, 0) as met_count,
    coalesce(attainments.judged_count, 0) as judged_count,
    attainments.met_count / nullif(attainments.judged_count, 0) as attainment,
    shown_migrations.migration_id,
    shown_migrations.status as migration_status,
    shown_migrations.stage,
    shown_migrations.stages,
    shown_migrations.days_behind,
    shown_migrations.health,
    shown_migrations.target_on,
    last_contacts.contact_at as last_contact_at,
    last_contacts.contact_kind as last_contact_kind,
    cast(
        date_diff('day', cast(timezone(book.time_zone, last_contacts.contact_at) as date), book.today) as bigint
    ) as days_since_contact,
    cast(coalesce(item_counts.points, 0) as double) as points,
from book
left join tam_assignments
    on book.account_id = tam_assignments.account_id
    and book.today >= tam_assignments.assigned_from
    and book.today < coalesce(tam_assignments.assigned_until, date '9999-12-31')
left join people on book.tam_id = people.person_id
left join item_counts on book.account_id = item_counts.account_id
left join attainments on book.account_id = attainments.account_id
left join last_contacts on book.account_id = last_contacts.account_id
left join shown_migrations on book.account_id = shown_migrations.account_id
order by not book.is_assigned, lower(book.account_name), book.account_id
