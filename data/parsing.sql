-- How text becomes values: macros that give null where the text is not what the contract asks for.
-- A regular expression stands before every cast because casts alone take too much ("infinity", "+99:99", "9:00").

-- The common form first: checking it costs a fraction of the regular expression.
create or replace temp macro parse_timestamp(text) as
    case
        when text like '____-__-__T__:__:__Z'
            then case when text not like '%T24%' then try_cast(text as timestamptz) end
        when regexp_full_match(
                text,
                '\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):\d{2}(:\d{2}([.,]\d+)?)?(Z|[+-](0\d|1[0-4])(:?[0-5]\d)?)'
            )
            then try_cast(
                regexp_replace(
                    regexp_replace(text, '[.,]\d+', ''), '^(.{10}).(\d\d:\d\d)(Z|[+-].*)$', '\1T\2:00\3'
                ) as timestamptz
            )
    end;

-- A timestamp without an offset, as naive local time.
create or replace temp macro parse_naive_timestamp(text) as
    case
        when regexp_full_match(text, '\d{4}-\d{2}-\d{2}[T ]([01]\d|2[0-3]):\d{2}(:\d{2}([.,]\d+)?)?')
            then try_cast(
                regexp_replace(
                    regexp_replace(text, '[.,]\d+', ''), '^(.{10}).(\d\d:\d\d)$', '\1T\2:00'
                ) as timestamp
            )
    end;

-- The instant that shows `wall` on a clock in `zone`, were the offset the one in force at `near`.
create or replace temp macro instant_by_offset(wall, zone, near) as
    timezone('UTC', wall) - (timezone(zone, near) - timezone('UTC', near));

create or replace temp macro early_instant(wall, zone) as
    instant_by_offset(wall, zone, timezone('UTC', wall) - interval 26 hours);

create or replace temp macro late_instant(wall, zone) as
    instant_by_offset(wall, zone, timezone('UTC', wall) + interval 26 hours);

-- True where the clock in `zone` never shows `wall` (it jumps over it).
create or replace temp macro is_skipped(wall, zone) as
    timezone(zone, early_instant(wall, zone)) <> wall and timezone(zone, late_instant(wall, zone)) <> wall;

-- True where the clock in `zone` shows `wall` twice.
create or replace temp macro is_ambiguous(wall, zone) as
    timezone(zone, early_instant(wall, zone)) = wall
    and timezone(zone, late_instant(wall, zone)) = wall
    and early_instant(wall, zone) <> late_instant(wall, zone);

create or replace temp macro parse_local_timestamp(text, zone) as
    case
        when zone is null or parse_naive_timestamp(text) is null
            then null
        when is_skipped(parse_naive_timestamp(text), zone) or is_ambiguous(parse_naive_timestamp(text), zone)
            then null
        when timezone(zone, early_instant(parse_naive_timestamp(text), zone)) = parse_naive_timestamp(text)
            then early_instant(parse_naive_timestamp(text), zone)
        else late_instant(parse_naive_timestamp(text), zone)
    end;

-- Null for the endless dates of a typed file and for those no calendar program shows.
create or replace temp macro known_date(given) as
    case when given between date '0001-01-01' and date '9999-12-31' then given end;

create or replace temp macro parse_date(text) as
    case when regexp_full_match(text, '\d{4}-\d{2}-\d{2}') then known_date(try_cast(text as date)) end;

create or replace temp macro parse_time(text) as
    case
        when regexp_full_match(text, '([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?') then try_cast(text as time)
    end;

create or replace temp macro parse_number(text) as
    case when regexp_full_match(text, '-?\d{1,15}(\.\d+)?') then try_cast(text as double) end;

create or replace temp macro parse_integer(text) as
    case when regexp_full_match(text, '-?\d{1,18}(\.0+)?') then try_cast(try_cast(text as decimal(38, 3)) as bigint) end;
