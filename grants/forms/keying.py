"""What staff say before they key in an application, and after they told the group."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models import Channel, Means, ProgrammeYear
from ibasho.dates import western
from ibasho.fields import ChoiceField, EraDateField, ModelChoiceField
from ibasho.groups.models import Group


class GroupChoice(ModelChoiceField):
    def label_from_instance(self, group):
        return f"{group.name}（{group.neighbourhood}）" if group.neighbourhood else group.name


class KeyInForm(forms.Form):
    """Whose application, for which programme, how and when it came."""

    group = GroupChoice(
        label=_("団体"),
        help_text=_("ふりがなの順です。まだない団体は、先に登録してください。"),
        queryset=Group.objects.all(),
        empty_label=_("選んでください"),
    )
    programme_year = ModelChoiceField(
        label=_("申請する助成"),
        queryset=ProgrammeYear.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    channel = ChoiceField(
        label=_("届き方"), choices=Channel.choices, widget=forms.RadioSelect, initial=Channel.PAPER
    )
    received_on = EraDateField(
        label=_("受け取った日"), help_text=_("電話のときは、聞いた日です。例：令和8年4月1日")
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        years = ProgrammeYear.objects.filter(published=True, opens_on__lte=today)
        self.fields["programme_year"].queryset = years.select_related("programme")
        self.fields["programme_year"].initial = years.open_on(today).first()
        self.fields["received_on"].initial = today

    def clean_received_on(self):
        day = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(
                _("受け取った日を、今日（%s）か前の日にしてください。") % western(self.today)
            )
        return day


class ToldForm(forms.Form):
    means = ChoiceField(label=_("知らせた方法"), choices=Means.choices, widget=forms.RadioSelect)
