"""What plain SQL counts in the tables, written without a look at the queries of the program."""

from django.db import connection

from consultations.choices import Audience, Channel, Topic
from ibasho.groups.models.gathering import Form
from tests.reports.crowd import YEARS

YEAR_OF = "(extract(year from {0}) - (extract(month from {0}) < 4)::int)::int"


def counted(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return [[_number(cell) for cell in row] for row in cursor.fetchall()]


def _number(cell):
    return cell if cell is None or isinstance(cell, str) else int(cell)


def consultations():
    """Year and number: until 2018 all, from 2019 on those of a group with an award of that year."""
    year = YEAR_OF.format("c.on")
    return counted(
        f"""
        SELECT {year}, count(*) FROM consultations_consultation c
        WHERE {year} < 2019 OR EXISTS (
            SELECT 1 FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
            WHERE a.group_id = c.group_id AND y.fiscal_year = {year} AND a.awarded_amount IS NOT NULL
        ) GROUP BY 1 ORDER BY 1"""  # noqa: S608
    )


def money():
    return counted(
        """
        SELECT y.fiscal_year, count(*), count(a.awarded_amount),
            count(*) FILTER (WHERE a.state = 'declined'), count(a.settled_amount),
            sum(a.requested_amount), sum(a.awarded_amount), sum(a.settled_amount), min(y.budget)
        FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        GROUP BY 1 ORDER BY 1"""
    )


def awards():
    return counted(
        """
        SELECT y.fiscal_year, g.name, a.requested_amount, a.awarded_amount, a.settled_amount
        FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        JOIN groups_group g ON g.id = a.group_id WHERE a.awarded_amount IS NOT NULL
        ORDER BY 1, 2"""
    )


def gatherings():
    year = YEAR_OF.format("d.on")
    forms = ", ".join(f"count(*) FILTER (WHERE form = '{form}')" for form in Form.values)
    return counted(
        f"SELECT {year}, {forms}, sum(people), sum(helpers) FROM groups_gathering d"  # noqa: S608
        " GROUP BY 1 ORDER BY 1"
    )


def sides():
    """The log from every side in the order of the report: its title, a label, how many records."""
    unwritten = [("", "未記入")]
    areas = counted("SELECT id::text, name FROM groups_area ORDER BY name")
    granted = [("yes", "助成を受けた団体"), ("no", "助成を受けていない団体"), ("", "団体なし")]
    months = [(str(month), f"{month}月") for month in (*range(4, 13), 1, 2, 3)]
    return [
        *side("月", "extract(month from c.on)::int::text", months),
        *side("話題", each("topics"), [*Topic.choices, *unwritten]),
        *side("方法", "channel", Channel.choices),
        *side("だれのため", each("audiences"), [*Audience.choices, *unwritten]),
        *side("新規・継続", "continuing::text", [("true", "継続"), ("false", "新規")]),
        *side("圏域", "coalesce(area_id::text, '')", [*areas, *unwritten]),
        *side("助成", HAD_A_GRANT, granted),
    ]


def each(column):
    return (
        f"unnest(CASE WHEN cardinality({column}) = 0 THEN ARRAY['']::varchar[] ELSE {column} END)"
    )


HAD_A_GRANT = f"""
    CASE WHEN c.group_id IS NULL THEN '' WHEN EXISTS (
        SELECT 1 FROM grants_application a JOIN grants_programmeyear y ON y.id = a.programme_year_id
        WHERE a.group_id = c.group_id AND y.fiscal_year = {YEAR_OF.format("c.on")}
            AND a.awarded_amount IS NOT NULL) THEN 'yes' ELSE 'no' END"""  # noqa: S608


def side(title, by, values):
    found = dict(counted(f"SELECT {by}, count(*) FROM consultations_consultation c GROUP BY 1"))  # noqa: S608
    return [[title, str(label), found.get(value, 0)] for value, label in values]


def talks_by_area():
    year = YEAR_OF.format("c.on")
    columns = ", ".join(f"count(*) FILTER (WHERE {year} = {one.year})" for one in YEARS)
    return counted(
        f"""
        SELECT coalesce(r.name, '未記入'), {columns} FROM consultations_consultation c
        LEFT JOIN groups_area r ON r.id = c.area_id GROUP BY r.name ORDER BY r.name NULLS LAST"""  # noqa: S608
    )


def towns():
    return counted(
        "SELECT neighbourhood, count(*) FROM groups_group WHERE neighbourhood <> ''"
        " GROUP BY 1 ORDER BY 2 DESC, 1"
    )


def held_by_group():
    return counted(
        """
        SELECT g.name, count(d.id), coalesce(sum(d.people), 0) FROM groups_group g
        LEFT JOIN groups_gathering d ON d.group_id = g.id GROUP BY 1 ORDER BY 1"""
    )


def outside(*, since):
    ((count,),) = counted(
        "SELECT count(*) FROM consultations_consultation c"  # noqa: S608
        f" WHERE out_of_office AND c.on >= '{since.isoformat()}'"
    )
    return count


def figures():
    """The years in figures, and the three that the notes define besides."""
    grants, held = money(), gatherings()
    ((outside, groups),) = counted(
        "SELECT (SELECT count(*) FROM consultations_consultation WHERE out_of_office), count(*)"
        " FROM groups_group"
    )
    return {
        "相談件数の合計": sum(count for _year, count in consultations()),
        "出向いた先で受けた相談": outside,
        "居場所の団体": groups,
        "助成を卒業した団体": 0,
        "交流会・学習会": 0,
        "交流会・学習会の参加者": None,
        "助成の交付決定": sum(row[2] for row in grants),
        "交付決定額": sum(row[6] for row in grants),
        "確定した額": sum(row[7] for row in grants),
        "開催した回数": sum(sum(row[1:-2]) for row in held),
        "開催に来た人": sum(row[-2] for row in held),
    }
