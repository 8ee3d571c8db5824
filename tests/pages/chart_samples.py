"""A few rows for each builder of a chart, as its page would give them."""

from collections.abc import Callable
from io import StringIO
from textwrap import dedent
from typing import Any

import pandas as pd

from pages.account import drawing as account
from pages.at_risk import forecast_chart as at_risk
from pages.case import timeline_chart as case
from pages.components import charts
from pages.mediation import drawing as mediation
from pages.migrations import drawing as migrations
from pages.migrations import plan_drawing
from pages.monthly import drawing as monthly
from pages.open_issues import drawing as open_issues
from pages.records import drawing as records
from pages.response_times import drawing as response_times
from pages.tam_workload import drawing as tam_workload


class Sample:
    """A builder with words and tables it takes; columns of local times are read as times."""

    def __init__(self, build: Callable[..., charts.Spec], words: dict[str, Any], *tables: str) -> None:
        self.build, self.words = build, words
        self.frames = [_read(table) for table in tables]
        self.name = f"{build.__module__}.{build.__name__}"

    def drawn(self, first: int = 0) -> charts.Spec:
        """The chart of the rows from `first` on."""
        return self.build(*(frame.iloc[first:] for frame in self.frames), **self.words)


def _read(table: str) -> pd.DataFrame:
    frame = pd.read_csv(StringIO(dedent(table)))
    times = [column for column in frame if str(column).endswith("_local")]
    return frame.assign(**{column: pd.to_datetime(frame[column]) for column in times})


SAMPLES = [
    Sample(
        account.tam_stretches,
        {"zone": "Europe/Paris", "ink": "#000000"},
        """
        day_count,who,cover,from_day,to_day,last_day,days
        626,Nadia Okonjo,TAM,2025-02-13,2026-11-01,goes on,626 days
        """,
    ),
    Sample(
        account.traffic,
        {"zone": "Europe/Paris"},
        """
        sent,bounce_rate,complaint_rate,day,route_name
        1927200,0.008,0.001,2025-08-09,Legacy
        1941600,0.01,0.0,2025-08-10,Legacy
        """,
    ),
    Sample(
        account.week_strip,
        {"zone": "Europe/Paris"},
        """
        day,version,from_hour,to_hour,hours
        Mon,"From 1 May 2024, now",9.0,17.0,09:00 to 17:00
        Tue,"From 1 May 2024, now",9.0,17.0,09:00 to 17:00
        """,
    ),
    Sample(
        at_risk.by_owner,
        {"ink": "#000000"},
        """
        owner_id,will_breach_count,within_hour_count,owner
        A-12,2,1,Rhys Cadwalader
        A-20,2,0,Sofia Lindegren
        """,
    ),
    Sample(
        case.timeline,
        {
            "zone": "Europe/Paris",
            "start": "2026-01-15T08:38:53",
            "end": "2026-01-23T19:00:37",
            "ink": "#000000",
            "resets": "0",
        },
        """
        kind,lane,what,from_local,to_local,about,mark
        span,Open,Open,2026-01-15T12:32:23,2026-01-15T14:43:42,2 h 11 min business time,0
        event,Customer,Case opened,2026-01-15T12:32:23,,The clocks start,1
        due,Due,First response due,2026-01-16T08:32:23,,Met,5
        """,
        """
        unit,from_local,to_local,opening_count
        opening,2026-01-14T08:30:00,2026-01-14T16:30:00,1
        """,
    ),
    Sample(
        charts.share_over_time,
        {"unit": "Week from Monday", "zone": "Europe/Paris", "share_of": "First responses on target"},
        """
        judged_count,attainment,mean_attainment,lower_limit,upper_limit,signal,is_partial,starts_on
        70,0.929,0.879,0.763,0.996,,False,2026-08-03
        69,0.913,0.879,0.762,0.997,,False,2026-08-10
        """,
    ),
    Sample(
        charts.spread,
        {"measure": "Answered after", "ink": "#000000"},
        """
        from_minutes,to_minutes,met_count,breached_count,no_target_count
        0,30.0,243,0,4
        30,60.0,135,1,4
        """,
        """
        target_minutes,case_count,priorities
        60.0,72,"high, urgent"
        240.0,260,"high, low, normal, urgent"
        """,
    ),
    Sample(
        mediation.month_columns,
        {"zone": "Europe/Paris"},
        """
        code
        2026-08-01
        2026-09-01
        """,
        """
        code,counted,group,result
        month:2026-08-01/resolved,1,2026-08-01,Resolved
        month:2026-09-01/resolved,1,2026-09-01,Resolved
        """,
    ),
    Sample(
        mediation.provider_bars,
        {"ink": "#000000"},
        """
        code,name
        Microsoft,Microsoft
        Yahoo,Yahoo
        """,
        """
        code,name,counted,result
        provider:Microsoft/resolved,Microsoft,1,Resolved
        provider:Yahoo/resolved,Yahoo,1,Resolved
        """,
    ),
    Sample(
        mediation.step_table,
        {"ink": "#000000"},
        """
        request_count,name,code,step_name,short_name
        0,Kenji Morisato,T-04/ready,May be sent now,To send
        0,Kenji Morisato,T-04/replied,"Replied, to be closed",To close
        """,
    ),
    Sample(
        mediation.time_bars,
        {"unit": "Business hours", "ink": "#000000"},
        """
        code,name,median_hours,p90_hours,said
        provider:Microsoft/submit:done,Microsoft,,,too few (n 3)
        provider:Yahoo/submit:done,Yahoo,,,too few (n 1)
        """,
    ),
    Sample(
        migrations.cases_by_week,
        {"zone": "Europe/Paris"},
        """
        day_count,case_count,starts_on,phase_name,code
        7,1,2025-12-03,Before the ramp,week:-6
        7,1,2025-12-10,Before the ramp,week:-5
        """,
    ),
    Sample(
        migrations.events,
        {"zone": "Europe/Paris", "first": "2025-12-17", "last": "2026-02-24", "ink": "#000000"},
        """
        kind,code,what,day,until,until_words,state
        Escalation,escalation/ESC-00002508/2026-01-06,Invoice counts more than our log,2026-01-06,2026-01-15,2026-01-15,
        Milestone,started/MIG-004/2026-01-14,Start,2026-01-14,2026-01-14,2026-01-14,
        """,
    ),
    Sample(
        migrations.rate,
        {
            "title": "Bounce rate",
            "zone": "Europe/Paris",
            "first": "2025-12-17",
            "last": "2026-02-24",
            "digits": ".1%",
            "ink": "#000000",
        },
        """
        rate,rate_7d,level,day
        0.0,0.0,Healthy,2026-01-14
        0.003,0.002,Healthy,2026-01-15
        """,
        """
        level,value,action,source
        watch,0.02,Look for old addresses,A guide
        stop,0.05,Hold the stage,A guide
        """,
    ),
    Sample(
        migrations.share,
        {"zone": "Europe/Paris", "first": "2025-12-17", "last": "2026-02-24"},
        """
        premium_sent,legacy_sent,share_7d,day
        ,1215600.0,0.0,2025-12-17
        ,1237200.0,0.0,2025-12-18
        """,
    ),
    Sample(
        migrations.volumes,
        {
            "zone": "Europe/Paris",
            "scale": "linear",
            "first": "2025-12-17",
            "last": "2026-02-24",
            "target": "2026-02-03",
            "ink": "#000000",
        },
        """
        planned_volume,premium_sent,legacy_sent,stage,day
        ,,1215600.0,0,2025-12-17
        ,,1237200.0,0,2025-12-18
        """,
    ),
    Sample(
        plan_drawing.planned_days,
        {"zone": "Europe/Paris", "scale": "linear"},
        """
        step,planned_volume,published_volume,is_on_target,day
        1,200,200,False,2026-11-02
        2,500,500,False,2026-11-03
        """,
    ),
    Sample(
        monthly.control_chart,
        {"series": "first_response_attainment", "zone": "Europe/Paris"},
        """
        starts_on,value,n,centre,lower_limit,upper_limit,kind
        2025-09-01,0.927,301.0,0.884,0.829,0.94,Usual
        2025-10-01,0.929,336.0,0.884,0.832,0.937,Usual
        """,
    ),
    Sample(
        open_issues.age_table,
        {"ink": "#000000"},
        """
        category,open_count,escalated_count,code,age
        Problem,13,0,cell:problem/up_to_1,Up to 1
        Problem,11,1,cell:problem/2_to_3,2 to 3
        """,
    ),
    Sample(
        open_issues.flow_by_week,
        {"zone": "Europe/Paris"},
        """
        inflow_count,outflow_count,is_partial,starts_on
        77,88,False,2026-08-03
        74,78,False,2026-08-10
        """,
    ),
    Sample(
        open_issues.group_bars,
        {"ink": "#000000"},
        """
        code,open_count,share,escalated_count,name
        waiting_for:work,43,0.352,2,Our work
        waiting_for:agreement,35,0.287,0,Agreement
        """,
    ),
    Sample(
        open_issues.open_by_day,
        {"zone": "Europe/Paris"},
        """
        opened_count,resolved_count,reopened_count,open_count,starts_on
        15,23,1,99,2026-08-03
        15,16,2,100,2026-08-04
        """,
    ),
    Sample(
        open_issues.scopes_by_month,
        {"zone": "Europe/Paris"},
        """
        is_partial,starts_on,kind,counted,code
        True,2026-08-01,Deliverability strategy,1,deliverability_strategy/2026-08-01
        True,2026-08-01,Tier 2 mediation,0,tier_2_mediation/2026-08-01
        """,
    ),
    Sample(
        open_issues.shares_by_month,
        {"zone": "Europe/Paris"},
        """
        reopened_count,escalated_count,starts_on
        11,10,2026-08-01
        15,7,2026-09-01
        """,
    ),
    Sample(
        records.ranges,
        {},
        """
        headline,attainment,lowest,highest,judged_count,rejected_count,is_drawn
        First response,0.92,0.9,0.93,120,2,True
        Resolution,0.8,0.75,0.83,110,4,True
        """,
    ),
    Sample(
        response_times.bracket_bars,
        {"ink": "#000000", "rows": "Cases"},
        """
        row_count,share,name,code
        387,0.365,Under 1 business h,took/business/0-3600
        418,0.394,1 to under 4 business h,took/business/3600-14400
        """,
    ),
    Sample(
        response_times.duration_lines,
        {"zone": "Europe/Paris"},
        """
        timed_count,starts_on,code,median_business_hours,p90_business_hours,is_few
        73,2026-08-03,week/2026-08-03~timed,2.1,7.3,False
        74,2026-08-10,week/2026-08-10~timed,1.2,8.8,False
        """,
    ),
    Sample(
        response_times.kind_table,
        {"ink": "#000000", "share_of": "First responses on target"},
        """
        priority,category,judged_count,breached_count,attainment,code,shown
        Urgent,Configuration,23,3,0.87,priority/urgent~category/configuration,87.0 % of 23
        Urgent,Information,10,1,0.9,priority/urgent~category/information,90.0 % of 10
        """,
    ),
    Sample(
        response_times.owner_bars,
        {"ink": "#000000", "share_of": "First responses on target"},
        """
        code,name,judged_count,attainment,attainment_lower,attainment_upper,shown
        account/ACC-0028,Oriflux Software,20,0.75,0.531,0.888,75.0 % of 20
        account/ACC-0030,Marisol Swimwear,6,0.667,0.3,0.903,66.7 % of 6
        """,
    ),
    Sample(
        response_times.stage_bars,
        {},
        """
        case_count,share,group,stage_name,business_hours,code,stage_rank
        1046,0.073,All cases,Waiting for the first response,3355.3,stage/waiting_for_first_response,0
        1040,0.372,All cases,Working,17035.1,stage/working,1
        """,
    ),
    Sample(
        response_times.week_map,
        {"zone": "Europe/Paris", "what": "Cases opened", "ink": "#000000", "colour": "#2f7fc1"},
        """
        weekday,hour,row_count,open_share,day,code
        1,0,1,0.0,Monday,arrivals/1/0
        1,1,0,0.0,Monday,arrivals/1/1
        """,
    ),
    Sample(
        tam_workload.account_bars,
        {"ink": "#000000"},
        """
        escalation_count,problem_count,configuration_count,information_count,code,name,said
        7,2,5,0,account:ACC-0010,Ambervale Travel,7 (25.9 per 100 cases)
        5,3,1,1,account:ACC-0007,Corvane Airways,5 (12.8 per 100 cases)
        """,
    ),
    Sample(
        tam_workload.gap_columns,
        {"zone": "Europe/Paris", "unit": "Week from Monday"},
        """
        premium_days,gap_days,gap_account_count,covered_share,starts_on
        399,0,0,1.0,2026-08-03
        399,7,1,0.982,2026-08-10
        """,
    ),
    Sample(
        tam_workload.holdings,
        {"zone": "Europe/Paris", "ink": "#000000"},
        """
        day_count,account,who,cover,from_day,to_day,last_day,code,is_wide
        7,Harrow & Pine Furniture,Caleb Winterbourne,TAM,2026-08-03,2026-08-10,2026-08-09,2026-08-03|ACC-0003,False
        21,Harrow & Pine Furniture,No TAM,No TAM,2026-08-10,2026-08-31,2026-08-30,2026-08-10|ACC-0003,True
        """,
    ),
    Sample(
        tam_workload.items_over_time,
        {"zone": "Europe/Paris", "unit": "When the last day of the week ended", "ink": "#000000"},
        """
        escalation_count,case_count,migration_count,mediation_count,open_count,starts_on,name,code
        1,22,0,0,23,2026-08-09,Nadia Okonjo,2026-08-09|T-01
        0,15,0,1,16,2026-08-09,Caleb Winterbourne,2026-08-09|T-02
        """,
    ),
    Sample(
        tam_workload.load_bars,
        {"ink": "#000000"},
        """
        load_points,capacity_points,name,said
        51.0,45.0,Kenji Morisato,51 of 45 (113 %)
        43.0,45.0,Tobias Lindqvast,43 of 45 (96 %)
        """,
        """
        item_count,points,name,kind,code
        12,16.0,Nadia Okonjo,Open cases,tam:T-01|item:case
        17,24.0,Caleb Winterbourne,Open cases,tam:T-02|item:case
        """,
    ),
    Sample(
        tam_workload.move_bars,
        {"ink": "#000000"},
        """
        code,label,when,points,capacity_points,said
        T-01/before,Nadia Okonjo: now,Now,16.0,45.0,16 of 45 points
        T-01/after,Nadia Okonjo: after the move,After the move,9.0,45.0,9 of 45 points
        """,
    ),
    Sample(
        tam_workload.week_strip,
        {"zone": "Europe/Paris", "days": "Sat 31,Sun 1,Mon 2,Tue 3,Wed 4,Thu 5,Fri 6"},
        """
        calendar_zone,code,name,from_hour,to_hour,day_name,hours
        America/New_York,T-02,Caleb Winterbourne,63.0,71.0,Mon 2 Nov,15:00 to 23:00
        America/New_York,T-02,Caleb Winterbourne,87.0,95.0,Tue 3 Nov,15:00 to 23:00
        """,
    ),
]
