"""The shape of what people write in reports."""

from __future__ import annotations

from django import forms

TEXT = {"class": "write", "rows": 2}


class ReportForm(forms.Form):
    """The written sections; figures are never typed."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    leading = forms.CharField(
        label="Công tác lãnh đạo, chỉ đạo",
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": "Văn bản đã ban hành, phân công, phối hợp."}),
    )
    assessment = forms.CharField(
        label="Đánh giá chung",
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": "Ưu điểm; tồn tại, hạn chế; nguyên nhân. Bỏ trống được."}),
    )
    directions = forms.CharField(
        label="Phương hướng, nhiệm vụ",
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": "Bỏ trống được."}),
    )
    proposals = forms.CharField(
        label="Kiến nghị, đề xuất",
        required=False,
        widget=forms.Textarea(attrs={**TEXT, "placeholder": "Bỏ trống được."}),
    )
    nothing_to_report = forms.BooleanField(label="Báo cáo “không phát sinh”", required=False)


class ReturnForm(forms.Form):
    """Why a report goes back."""

    reason = forms.CharField(label="Lý do trả lại", widget=forms.Textarea(attrs={"rows": 2}))
