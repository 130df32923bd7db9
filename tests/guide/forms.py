"""One form with every kind of control, as the pages of the house use them."""

from django import forms


class GuideForm(forms.Form):
    name = forms.CharField(label="団体の名前", help_text="通帳と同じ名前でなくてもかまいません。")
    reading = forms.CharField(label="ふりがな", required=False)
    fee = forms.IntegerField(label="会場費", help_text="1回あたりの金額です。例：1,200円")
    story = forms.CharField(label="どんな場所ですか", widget=forms.Textarea, required=False)
    area = forms.ChoiceField(
        label="圏域", choices=[("", "選んでください"), ("east", "東"), ("west", "西")]
    )
    held_in = forms.ChoiceField(
        label="開き方",
        help_text="いちばん近いものを選んでください。",
        choices=[("in", "集まって開く"), ("out", "外で開く"), ("online", "オンライン")],
        widget=forms.RadioSelect,
    )
    guests = forms.MultipleChoiceField(
        label="だれのために",
        required=False,
        choices=[("old", "高齢者"), ("young", "子ども・子育て"), ("all", "多世代")],
        widget=forms.CheckboxSelectMultiple,
    )
    photo = forms.FileField(label="書類", required=False)
    agreed = forms.BooleanField(label="書いたことにまちがいはありません")
    token = forms.CharField(widget=forms.HiddenInput, required=False)
