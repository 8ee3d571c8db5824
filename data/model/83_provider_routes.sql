-- Each name in the records of mediations up to as_of, with the contact route on file that it means. The surest kind of match
-- decides: `exact`, then `spelling` (case, accents, spaces, punctuation), `part` (one of the names in the name), `domain`; where
-- that kind points to several routes none is taken. `provider_code` puts names together that mean one route, or differ in
-- spelling only.

create or replace table provider_routes as
with written_names as (
    select distinct mediations.mailbox_provider as written
    from mediations
    inner join mediation_metrics on mediations.mediation_id = mediation_metrics.mediation_id
),

texts as (
    select
        'record' as side,
        written as name,
        written as text,
    from written_names
    union
    select
        'route',
        mailbox_provider,
        mailbox_provider,
    from mailbox_provider_contacts
    union
    select
        'domains',
        mailbox_provider,
        domains,
    from mailbox_provider_contacts
),

-- The letters and digits alone, small and without accents, so that ways of writing a name compare.
spelled_texts as (
    select
        side,
        name,
        text,
        regexp_replace(lower(strip_accents(text)), '[^\pL\pN&]+', '', 'g') as letters,
    from texts
),

-- The names in a name: `Outlook (Microsoft consumer)` holds two.
parts as (
    select
        side,
        name,
        trim(unnest(string_split_regex(lower(strip_accents(text)), '[/(),;|@]+'))) as part,
    from texts
),

-- `Yahoo Mail` is Yahoo, but `Yahoo Japan` is somebody else.
spelled_parts as (
    select
        *,
        regexp_replace(
            regexp_replace(part, '(^|\s)(mail|e-?mail|webmail|mailbox|consumer)(\s|$)', ' ', 'g'), '[^\pL\pN&]+', '', 'g'
        ) as letters,
        regexp_replace(part, '[^\pL\pN&]+', '', 'g') as all_letters,
        split_part(part, ' ', 1) as first_word,
        split_part(part, '.', 1) as first_label,
    from parts
),

written_keys as (
    select name, 'exact' as kind, text as key from spelled_texts where side = 'record'
    union
    select name, 'spelling', letters from spelled_texts where side = 'record'
    union
    select name, 'part', letters from spelled_parts where side = 'record'
    union
    select name, 'part', all_letters from spelled_parts where side = 'record'
    union
    select name, 'domain', part from spelled_parts where side = 'record'
    union
    -- for routes that give their domains as `yahoo.*`
    select name, 'domain', first_label || '.*' from spelled_parts where side = 'record' and contains(part, '.')
),

route_keys as (
    select name, 1 as rank, 'exact' as kind, text as key from spelled_texts where side = 'route'
    union all
    select name, 2, 'spelling', letters from spelled_texts where side = 'route'
    union all
    select name, 3, 'part', letters from spelled_parts where side = 'route'
    union all
    -- `Apple` for Apple iCloud
    select name, 3, 'part', first_word from spelled_parts where side = 'route' and length(first_word) >= 5
    union all
    select name, 4, 'domain', part from spelled_parts where side = 'domains'
    union all
    -- `Wanadoo` for wanadoo.fr; short ones, as of list.ru, are words of their own
    select name, 4, 'part', first_label from spelled_parts where side = 'domains' and length(first_label) >= 6
),

matches as (
    select
        written_keys.name as written,
        route_keys.name as route,
        min(route_keys.rank) as rank,
    from written_keys
    inner join route_keys on written_keys.kind = route_keys.kind and written_keys.key = route_keys.key
    where written_keys.key <> ''
    group by written_keys.name, route_keys.name
),

surest_matches as (
    select
        written,
        min(rank) as rank,
        case when count(*) = 1 then min(route) end as route,
    from (select * from matches qualify rank = min(rank) over (partition by written))
    group by written
),

coded_names as (
    select
        written_names.written,
        surest_matches.route,
        case
            when surest_matches.written is null then 'none'
            when surest_matches.route is null then 'several'
            else ['exact', 'spelling', 'part', 'domain'][surest_matches.rank]
        end as match,
        coalesce(surest_matches.route, nullif(spelled_texts.letters, ''), written_names.written) as provider_code,
    from written_names
    inner join spelled_texts on spelled_texts.side = 'record' and written_names.written = spelled_texts.name
    left join surest_matches on written_names.written = surest_matches.written
)

select
    written,
    route,
    match,
    provider_code,
    coalesce(route, min(written) over (partition by provider_code)) as provider_name,
from coded_names
order by written;
