"""The tables of grants."""

from grants.models.answer import Answer
from grants.models.application import Application
from grants.models.assignment import Assignment
from grants.models.attachment import Attachment
from grants.models.bank_account import AccountReading, BankAccount
from grants.models.change import ChangeKind, ChangeRequest, Stage
from grants.models.claim import Claim
from grants.models.copying import Copied
from grants.models.correspondence import Correspondence
from grants.models.edition import Edition, TermsDraft
from grants.models.exclusion import Exclusion
from grants.models.funding import OtherFunding
from grants.models.interest import ConflictOfInterest
from grants.models.keying import Channel, KeyedIn, Means, Told
from grants.models.payment import Payment
from grants.models.plan import PlannedGathering
from grants.models.programme import Programme, ProgrammeYear
from grants.models.receipts import Receipts
from grants.models.refund import Refund, RefundReceipt
from grants.models.remark import Evidence, Message, Note, Reading
from grants.models.reminder import Reminder, What
from grants.models.replay import Replay
from grants.models.report import Report, ReportDraft
from grants.models.review import Correction, CorrectionItem, Finding
from grants.models.step import StepTaken
from grants.models.submission import Submission
from grants.models.transfer_file import TransferFile
from grants.models.view import SavedView

__all__ = [
    "AccountReading",
    "Answer",
    "Application",
    "Assignment",
    "Attachment",
    "BankAccount",
    "ChangeKind",
    "ChangeRequest",
    "Channel",
    "Claim",
    "ConflictOfInterest",
    "Copied",
    "Correction",
    "CorrectionItem",
    "Correspondence",
    "Edition",
    "Evidence",
    "Exclusion",
    "Finding",
    "KeyedIn",
    "Means",
    "Message",
    "Note",
    "OtherFunding",
    "Payment",
    "PlannedGathering",
    "Programme",
    "ProgrammeYear",
    "Reading",
    "Receipts",
    "Refund",
    "RefundReceipt",
    "Reminder",
    "Replay",
    "Report",
    "ReportDraft",
    "SavedView",
    "Stage",
    "StepTaken",
    "Submission",
    "TermsDraft",
    "Told",
    "What",
    "TransferFile",
]
