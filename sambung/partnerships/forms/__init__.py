"""What a person may type about partnerships, and what narrows their list."""

from sambung.partnerships.forms.agreements import (
    AgreementFilter,
    AnswerForm,
    ClauseForm,
    DraftForm,
    OutsideForm,
    ReviewForm,
    SignatoryForm,
    SigningForm,
    TermsForm,
    VersionForm,
    WordingForm,
)
from sambung.partnerships.forms.checklist import NeedForm, UndoForm
from sambung.partnerships.forms.contributions import (
    ContributionFilter,
    ContributionForm,
    StatementForm,
)
from sambung.partnerships.forms.duties import (
    ALL_STAGES,
    DutyForm,
    GroundForm,
    LetterForm,
    MatrixFilter,
    ProfileForm,
)
from sambung.partnerships.forms.giving import (
    DeclarationForm,
    NoteForm,
    RuleChoiceForm,
    RuleForm,
    rule_start,
)
from sambung.partnerships.forms.grounds import CitationForm
from sambung.partnerships.forms.opening import (
    ROWS_OF_PARTIES,
    LeaveForm,
    OpenForm,
    PackageForm,
    PartyForm,
)
from sambung.partnerships.forms.papers import (
    DocumentFilter,
    DocumentForm,
    PaperForm,
    UploadForm,
    WithdrawForm,
)
from sambung.partnerships.forms.partnership import (
    OnceForm,
    PartnershipFilter,
    ProposeForm,
    ReasonForm,
    StageForm,
)
from sambung.partnerships.forms.templates import CopyForm, WholeForm
from sambung.partnerships.forms.umbrellas import LinkForm, ShareForm, UmbrellaForm

__all__ = [
    "ALL_STAGES",
    "AgreementFilter",
    "AnswerForm",
    "CitationForm",
    "ClauseForm",
    "ContributionFilter",
    "ContributionForm",
    "CopyForm",
    "DeclarationForm",
    "DocumentFilter",
    "DocumentForm",
    "DraftForm",
    "DutyForm",
    "GroundForm",
    "LeaveForm",
    "LetterForm",
    "LinkForm",
    "MatrixFilter",
    "NeedForm",
    "NoteForm",
    "OnceForm",
    "OpenForm",
    "OutsideForm",
    "PackageForm",
    "PaperForm",
    "PartnershipFilter",
    "PartyForm",
    "ProfileForm",
    "ProposeForm",
    "ROWS_OF_PARTIES",
    "ReasonForm",
    "ReviewForm",
    "RuleChoiceForm",
    "RuleForm",
    "ShareForm",
    "SignatoryForm",
    "SigningForm",
    "StageForm",
    "StatementForm",
    "TermsForm",
    "UmbrellaForm",
    "UndoForm",
    "UploadForm",
    "VersionForm",
    "WholeForm",
    "WithdrawForm",
    "WordingForm",
    "rule_start",
]
