package com.wevion.credits.platform.http;

import java.util.Map;
import java.util.TreeMap;

/** The classes that are read from the JSON of a schema, or written as it. */
final class SchemaClasses {
    /** Each schema of an object, and the class below {@link ResourceMethod#BASE} that is its like. */
    private static final String CLASSES = """
            TeamDescription team.TeamDescription
            Team team.TeamView
            SettingsPatch team.SettingsPatch
            Settings team.SettingsView
            MemberDescription team.MemberDescription
            Member team.MemberView
            ListedMember team.ListedMember
            Me team.Me
            MyTeam team.Me$Place
            ApiKeyRequest keys.KeyRequest
            ApiKeyRotation keys.RotationRequest
            MadeApiKey keys.MadeKey
            ApiKey keys.KeyView
            TeamSummary balance.TeamSummary
            Balance balance.BalanceView
            CreditsBalance balance.BalanceView$Credits
            CreativeBalance balance.BalanceView$Creative
            Transaction balance.TransactionView
            Person balance.TransactionView$Person
            Reference balance.TransactionView$Reference
            Usage balance.UsageView
            UsageItem balance.UsageView$Item
            AdjustmentRequest balance.AdjustmentRequest
            Explanation catalog.Explanation
            ExplanationLine catalog.Explanation$Line
            Catalog catalog.publication.CatalogView
            PublishedCatalog catalog.publication.PublishedView
            LargeChange catalog.publication.LargeChange
            TypicalMessage catalog.publication.CatalogView$TypicalMessage
            Package catalog.PackageOffer
            Rate catalog.publication.RateView
            CatalogVersionSummary catalog.publication.VersionSummary
            WholeCatalogVersion catalog.publication.WholeVersion
            NewCatalogVersion catalog.publication.NewCatalogVersion
            NewTypicalMessage catalog.publication.NewCatalogVersion$TypicalMessage
            NewPackage catalog.publication.NewCatalogVersion$PackageOnSale
            NewRate catalog.publication.RateView
            NewProviderRate catalog.publication.ProviderRateView
            WhatIfRequest catalog.publication.WhatIfRequest
            WhatIf usage.WhatIfView
            WhatIfItem usage.WhatIfView$Item
            WhatIfTotal usage.WhatIfView$Total
            WhatIfTeam usage.WhatIfView$TeamChange
            WhatIfUnpriced usage.WhatIfView$Unpriced
            Margins usage.MarginsView
            Margin usage.MarginsView$Item
            MessageRequest chat.MessageRequest
            AdmittedMessage chat.AdmittedMessage
            MessageCompletion chat.MessageCompletion
            FinishedMessage chat.FinishedMessage
            Message chat.MessageView
            QuoteRequest generation.QuoteRequest
            Quote generation.QuoteView
            Alternative generation.QuoteView$Alternative
            JobOrder generation.JobOrder
            QueuedJob generation.QueuedView
            Job generation.JobView
            JobCompletion generation.Completion
            CompletedJob generation.CompletedView
            JobRequested generation.broker.JobMessage
            JobCancelled generation.broker.CancellationMessage
            JobCompleted generation.Completion
            DeadLetter generation.broker.DeadLetter
            Dismissal generation.Dismissal
            AuditLine audit.log.AuditLineView
            AuditActor audit.log.AuditLineView$Actor
            Approval approval.Approval
            WebhookRequest event.webhook.WebhookRequest
            WebhookRotation event.webhook.WebhookRotation
            Webhook event.webhook.WebhookView
            MadeWebhook event.webhook.MadeWebhook
            MailRequest event.mail.MailRequest
            Mails event.mail.MailView
            FollowedLink event.mail.MailLinksResource$Followed
            KeptMails privacy.PersonalData$Mails
            Delivery event.webhook.DeliveryView
            ApprovalRequest approval.ApprovalRequest
            ApprovalRefusal approval.ApprovalRefusal
            PersonalData privacy.PersonalData
            KeptMembership privacy.PersonalData$Membership
            KeptSession privacy.PersonalData$BrowserSession
            KeptRequest privacy.PersonalData$Request
            KeptAuditValue privacy.PersonalData$AuditValue
            Anomaly usage.AnomalyView
            PurchaseRequest purchase.PurchaseRequest
            Purchase purchase.PurchaseView
            AutoTopUpSettings purchase.TopUpRequest
            AutoTopUp purchase.TopUpView
            StripeEvent stripe.ReceivedEvent
            Retention platform.retention.RetentionResource$RetentionView
            InvoiceImport invoice.ImportView
            RefusedRow invoice.RefusedRow
            CostFetch invoice.fetch.FetchView
            GatewayImport gateway.GatewayImportView
            GatewayRefusal gateway.GatewayRefusal
            ImportDismissal invoice.RefusedImports$ImportDismissal
            CreativeBill billing.BillView
            CreativeBillLine billing.BillView$Line
            ReconciliationRequest reconciliation.job.RunRequest
            CurrencyRateRequest reconciliation.rates.RateRequest
            CurrencyRate reconciliation.rates.CurrencyRate
            EcbRates reconciliation.rates.EcbAnswer
            ReconciliationRun reconciliation.RunView
            ProviderFailure reconciliation.ProviderFailure
            RunAction reconciliation.RunAction
            RunDecision reconciliation.job.RunDecision
            ReconciliationStep reconciliation.RunView$StepView
            Break reconciliation.breaks.BreakView
            BreakDetail reconciliation.breaks.BreakDetail
            BreakRecorded reconciliation.breaks.BreakDetail$Recorded
            BreakBilled reconciliation.breaks.BreakDetail$Billed
            BreakChange reconciliation.breaks.BreakDetail$Change
            BreakPatch reconciliation.breaks.BreakPatch
            ReconciliationReport reconciliation.report.Report
            ReportProvider reconciliation.report.Report$Provider
            ReportAccounted reconciliation.report.Report$Accounted
            ReportOfGateways reconciliation.report.Report$OfGateways
            ReportAwaiting reconciliation.report.Report$Awaiting
            ReportNotYetComparable reconciliation.report.Report$NotYetComparable
            ReportForeign reconciliation.report.Report$Foreign
            ReportIgnored reconciliation.report.Report$Ignored
            IgnoreRequest reconciliation.ignored.IgnoreRequest
            Ignored reconciliation.ignored.Ignored
            IgnoredChange reconciliation.ignored.IgnoredChange
            PriceListDraft reconciliation.proposal.PriceListDraft
            ProposedRate reconciliation.proposal.ProposedRate
            ReportUndecided reconciliation.report.Report$Undecided
            ReportCause reconciliation.report.Report$CauseSum
            ReportInvoice reconciliation.report.Report$Invoice
            ReportSmallDifference reconciliation.report.Report$SmallDifference
            ReportAge reconciliation.report.Report$Age
            ReportOpenBreaks reconciliation.report.Report$OpenBreaks
            ReportBreakSum reconciliation.report.Report$BreakSum
            ReportState reconciliation.report.Report$StateSum
            ReportMargin reconciliation.report.Report$EngineMargin
            ReportDay reconciliation.report.Report$Daily
            ReportUnattributed reconciliation.report.Report$Unattributed
            ReportAudit reconciliation.report.Report$Audit
            ReportViolation reconciliation.report.Report$AuditViolation
            ReportMoney reconciliation.report.MoneyReport
            ReportMoneyOther reconciliation.report.MoneyReport$Other
            ReportBalance reconciliation.report.MoneyReport$Balance
            ReportPayout reconciliation.report.MoneyReport$Payout
            BreakMovement reconciliation.breaks.BreakDetail$Movement
            ReportEarlier reconciliation.report.Report$Earlier
            ReportSkipped reconciliation.report.Report$Skipped
            ReportNotFetched invoice.fetch.NotFetched
            Queues operations.QueuesView
            QueueNight platform.database.Night
            QueueWaiting operations.QueuesView$Waiting
            QueueJobs operations.QueuesView$Jobs
            QueueEvents operations.QueuesView$Events
            QueueHolds operations.QueuesView$Holds
            QueueWork operations.QueuesView$Work
            VerificationRequest audit.VerificationRequest
            Verification audit.Verification
            Finding audit.Discrepancy
            Checkpoint audit.Checkpoint
            PersonId identity.PersonIdResource$PersonId
            TokenRequest identity.DevTokensResource$TokenRequest
            IssuedToken identity.DevTokensResource$IssuedToken
            ClockSetting platform.time.DevClockResource$ClockSetting
            ClockTime platform.time.DevClockResource$ClockTime
            Session signin.SessionView
            SessionUser signin.SessionView$User
            SignInWay signin.SessionView$SignIn
            DemoPerson signin.DemoPeople$DemoPerson
            SignInRequest signin.SessionResource$SignInRequest
            SignedOut signin.SessionResource$SignedOut
            Violation platform.Invalid$Violation
            """;

    private SchemaClasses() {}

    static Map<String, Class<?>> byName() {
        Map<String, Class<?>> found = new TreeMap<>();
        CLASSES.lines().map(line -> line.split(" ")).forEach(pair -> found.put(pair[0], named(pair[1])));
        return found;
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(ResourceMethod.BASE + "." + name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
