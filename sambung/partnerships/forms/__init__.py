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
from sambung.partnerships.forms.checklist import (
    NeedForm,
    UndoForm,
)
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
from sambung.partnerships.forms.grounds import (
    CitationForm,
)
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
from sambung.partnerships.forms.templates import (
    CopyForm,
    WholeForm,
)

__all__ = [
    "VersionForm",
    "WordingForm",
    "TermsForm",
    "SigningForm",
    "SignatoryForm",
    "ReviewForm",
    "OutsideForm",
    "DraftForm",
    "ClauseForm",
    "AnswerForm",
    "AgreementFilter",
    "ALL_STAGES",
    "CitationForm",
from sambung.partnerships.forms.templates import CopyForm, WholeForm
from sambung.partnerships.forms.umbrellas import LinkForm, ShareForm, UmbrellaForm

__all__ = [
    "LinkForm",
    "ShareForm",
    "UmbrellaForm",
    "ContributionFilter",
    "ContributionForm",
    "CopyForm",
    "DeclarationForm",
    "DocumentFilter",
    "DocumentForm",
    "DutyForm",
    "GroundForm",
    "LeaveForm",
    "LetterForm",
    "MatrixFilter",
    "NeedForm",
    "NoteForm",
    "OnceForm",
    "OpenForm",
    "PackageForm",
    "PaperForm",
    "PartnershipFilter",
    "PartyForm",
    "ProfileForm",
    "ProposeForm",
    "ROWS_OF_PARTIES",
    "ReasonForm",
    "RuleChoiceForm",
    "RuleForm",
    "StageForm",
    "StatementForm",
    "UndoForm",
    "UploadForm",
    "WholeForm",
    "WithdrawForm",
    "rule_start",
]
