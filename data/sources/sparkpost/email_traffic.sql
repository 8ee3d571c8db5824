-- What an account sent each day over the new route, from the deliverability metrics of SparkPost (Bird): all mailbox
-- providers together from the time series, each alone from a day's answer by mailbox provider. docs/sources.md says how
-- to ask for them.

with files as (
    select
        filename,
        content,
        -- the answers say neither whose they are nor, by mailbox provider, of which day: the path does
        parse_path(filename)[-2] = 'mailbox-provider' as is_by_provider,
        if(is_by_provider, parse_path(filename)[-3], parse_path(filename)[-2]) as account_id,
        regexp_replace(parse_path(filename)[-1], '\.json$', '') as name,
    from read_text([$raw || '/*/time-series*.json', $raw || '/*/mailbox-provider/*.json'])
),

results as (
    select
        files.account_id,
        files.is_by_provider,
        files.name,
        unnest(
            case
                when not json_valid(files.content) then error(files.filename || ' is not JSON')
                when json_type(files.content, '$.results') is distinct from 'ARRAY'
                    then error(files.filename || ' holds no list of results')
                else from_json(json_extract(files.content, '$.results'), '["json"]')
            end
        ) as result,
    from files
    union all
    select
        -- asked of the count, so that it is not said before the files are looked for
        error(
            if(found.count = 0, 'the raw export has no <account_id>/time-series.json, and none by mailbox provider', '')
        ),
        null,
        null,
        null,
    from (select count(*) as count from files) as found
    where found.count = 0
),

counts as (
    select
        account_id,
        if(is_by_provider, name, result ->> 'ts') as ts,
        if(is_by_provider, coalesce(result ->> 'mailbox_provider', 'no mailbox_provider'), null) as mailbox_provider,
        result ->> 'count_sent' as sent,
        result ->> 'count_delivered' as delivered,
        result ->> 'count_accepted' as accepted,
        result ->> 'count_bounce' as bounced,
        result ->> 'count_inband_bounce' as refused,
        result ->> 'count_outofband_bounce' as bounced_later,
        result ->> 'count_delayed_first' as deferred,
        result ->> 'count_spam_complaint' as complaints,
        try_cast(result ->> 'count_delivered' as bigint) as delivered_count,
        try_cast(result ->> 'count_inband_bounce' as bigint) as refused_count,
        try_cast(result ->> 'count_outofband_bounce' as bigint) as later_count,
    from results
)

-- Sums that the platform's own definitions promise. Where one does not hold, the value goes on as the contradiction in
-- words: the load rejects the row and shows them.
select
    account_id,
    -- a day as the answer cuts it, in the zone that was asked for; a time that is no midnight is no day, and is
    -- rejected
    regexp_replace(ts, 'T00:00(:00)?(Z|[+-]\d\d:?\d\d)?$', '') as date,
    'premium' as route,
    mailbox_provider,
    if(
        coalesce(delivered_count + refused_count <> try_cast(sent as bigint), false),
        format('{} sent, but {} delivered and {} refused', sent, delivered, refused),
        sent
    ) as sent,
    if(
        coalesce(delivered_count - later_count <> try_cast(accepted as bigint), false),
        format('{} accepted, but {} delivered less {} bounced later', accepted, delivered, bounced_later),
        accepted
    ) as delivered,
    if(
        coalesce(refused_count + later_count <> try_cast(bounced as bigint), false),
        format('{} bounced, but {} refused and {} bounced later', bounced, refused, bounced_later),
        bounced
    ) as bounced,
    deferred,
    complaints,
from counts
order by account_id, date, mailbox_provider nulls first
