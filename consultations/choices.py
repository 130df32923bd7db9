"""The words in which a consultation is recorded."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Channel(models.TextChoices):
    VISIT_TO_US = "office", _("来所")
    PHONE = "phone", _("電話")
    VISIT = "visit", _("訪問")
    MAIL = "mail", _("メール")
    LETTER = "letter", _("手紙")
    ONLINE = "online", _("オンライン")
    MEETING = "meeting", _("会議・行事同席")


class Asker(models.TextChoices):
    PERSON = "person", _("個人")
    GROUP = "group", _("団体")
    AGENCY = "agency", _("関係機関")
    ANONYMOUS = "anonymous", _("匿名")


class Audience(models.TextChoices):
    ELDERLY = "elderly", _("高齢者")
    CHILDREN = "children", _("子ども・子育て")
    DISABILITY = "disability", _("障害")
    ALL_AGES = "all_ages", _("多世代")
    OTHER = "other", _("その他")


class Topic(models.TextChoices):
    START = "start", _("立ち上げ")
    VENUE = "venue", _("場所")
    MONEY = "money", _("資金")
    PUBLICITY = "publicity", _("広報・参加者")
    PEOPLE = "people", _("担い手")
    RELATIONS = "relations", _("人間関係")
    INSURANCE = "insurance", _("保険")
    CONCERN = "concern", _("気になる人")
    OTHERS = "others", _("他団体の情報")
    FOOD = "food", _("食事")
    INFECTION = "infection", _("感染症")
    ELSE = "else", _("その他")


class Stage(models.TextChoices):
    TRIGGER = "trigger", _("きっかけ")
    BEGINNING = "beginning", _("はじまり")
    DISCUSSION = "discussion", _("打ち合わせ")
    SEEING = "seeing", _("見学")
    MEETING = "meeting", _("人と会う")
    PREPARATION = "preparation", _("準備")
    EXCHANGE = "exchange", _("意見交換")
    TRIAL = "trial", _("プレオープン")
    FIRST = "first", _("初回")
    RUNNING = "running", _("運営")
    TALK = "talk", _("話し合い")
    PAUSE = "pause", _("休止")
    GRADUATION = "graduation", _("卒業")
    END = "end", _("終了")


class Outcome(models.TextChoices):
    """What came of a referral (つなぎ先); nothing is written while nobody knows."""

    REACHED = "reached", _("つながった")
    WAITING = "waiting", _("返事を待っている")
    DECLINED = "declined", _("本人が望まなかった")
    REFUSED = "refused", _("受けてもらえなかった")


class Media(models.TextChoices):
    REPORT = "report", _("報告書")
    WEB = "web", _("ウェブサイト")
    LEAFLET = "leaflet", _("ちらし")


class Act(models.TextChoices):
    """What an entry of the ledger of consent says."""

    GIVEN = "given", _("同意")
    EXTENDED = "extended", _("延長")
    WITHDRAWN = "withdrawn", _("取り消し")


class Manner(models.TextChoices):
    """How somebody said so."""

    SPOKEN = "spoken", _("口頭")
    PHONE = "phone", _("電話")
    WRITTEN = "written", _("書面")
    MAIL = "mail", _("メール")
    QUESTIONNAIRE = "questionnaire", _("アンケート")
    PRINTED = "printed", _("公表された資料")
