-- question: By which public route is each mailbox provider reached, and which names in the records have none?
-- grain:    one row per route on file, and one per name in the records that matches none or several
-- params:   $since date, $until date (exclusive), $accounts varchar[], $tams varchar[], $categories varchar[],
--           $priorities varchar[], $channels varchar[], $regions varchar[] ([] = all)
-- returns:  provider_code varchar, provider_name varchar, match varchar, written_names varchar, request_count bigint, open_count bigint, channel varchar, contact varchar, domains varchar, data_tools varchar, source varchar
-- decided:  a name matches by itself, by its letters and digits, by one of the names in it, or by a domain, the surest first;
--           `unasked` where no record names the provider; request_count is of the period, open_count as of the snapshot, both
--           with tier 2; written_names are as in all records up to as_of

with counts as (
    select
        provider_code,
        count(*) filter (part = 'period') as request_count,
        count(*) filter (part = 'now') as open_count,
    from mediation_rows($since, $until, $accounts, $tams, $categories, $priorities, $channels, $regions)
    group by provider_code
),

named_providers as (
    select
        provider_code,
        any_value(provider_name) as provider_name,
        any_value(route) as route,
        -- the least sure of its names
        max_by(match, list_position(['exact', 'spelling', 'part', 'domain', 'several', 'none'], match)) as match,
        string_agg(written, ', ' order by written) as written_names,
    from provider_routes
    group by provider_code
)

select
    coalesce(named_providers.provider_code, contacts.mailbox_provider) as provider_code,
    coalesce(named_providers.provider_name, contacts.mailbox_provider) as provider_name,
    coalesce(named_providers.match, 'unasked') as match,
    named_providers.written_names,
    coalesce(counts.request_count, 0) as request_count,
    coalesce(counts.open_count, 0) as open_count,
    contacts.channel,
    contacts.contact,
    contacts.domains,
    contacts.data_tools,
    contacts.source,
from named_providers
full join provider_contacts() as contacts on named_providers.route = contacts.mailbox_provider
left join counts on named_providers.provider_code = counts.provider_code
order by
    contacts.mailbox_provider is not null,
    request_count desc,
    open_count desc,
    named_providers.provider_code is null,
    lower(coalesce(named_providers.provider_name, contacts.mailbox_provider))
