package org.cnxrunbooks.guard;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of everything that can be asked of the engine from outside, by the simple names of its commands, and who
 * may. A command that stands nowhere here and does not read is refused: what a later engine brings is closed until
 * somebody judged it. {@code PermitTest} holds this table against the engine's jar.
 */
enum Permit {
    PEOPLES_WORK(
            Who.ENGINE,
            "a person starts a run and works on tasks; the engine's authorizations, four eyes and the form decide",
            "",
            """
            StartProcessInstanceCmd SubmitStartFormCmd ClaimTaskCmd AssignTaskCmd SaveTaskCmd CompleteTaskCmd
            SubmitTaskFormCmd SetTaskPriorityCmd SetTaskDueDateCmd SetTaskFollowUpDateCmd AddCommentCmd
            """),
    RETRIES(
            Who.ENGINE,
            "an incident is tried again when its cause is gone",
            "",
            """
            SetJobRetriesCmd SetExternalTaskRetriesCmd SetExternalTasksRetriesCmd SetAnnotationForIncidentCmd
            """),
    IDENTITY(
            Who.ENGINE,
            "users, groups, rights and profiles; the engine asks for the rights",
            "",
            """
            CreateUserCmd SaveUserCmd DeleteUserCmd SetUserInfoCmd DeleteUserInfoCmd SetUserPictureCmd
            DeleteUserPictureCmd CreateGroupCmd SaveGroupCmd DeleteGroupCmd CreateMembershipCmd
            DeleteMembershipCmd CreateTenantCmd SaveTenantCmd DeleteTenantCmd CreateTenantUserMembershipCmd
            CreateTenantGroupMembershipCmd DeleteTenantUserMembershipCmd DeleteTenantGroupMembershipCmd
            CreateAuthorizationCommand SaveAuthorizationCmd DeleteAuthorizationCmd UnlockUserCmd CheckPassword
            """),
    UPKEEP(
            Who.ADMINS,
            "it changes how the whole installation works",
            "ask an administrator",
            """
            CreateFilterCmd SaveFilterCmd DeleteFilterCmd SuspendProcessDefinitionCmd
            ActivateProcessDefinitionCmd SuspendProcessInstanceCmd ActivateProcessInstanceCmd
            UpdateProcessInstancesSuspendStateCmd SuspendJobDefinitionCmd ActivateJobDefinitionCmd SuspendJobCmd
            ActivateJobCmd SuspendBatchCmd ActivateBatchCmd DeleteBatchCmd DeleteProcessInstanceCmd
            SetJobPriorityCmd SetJobDefinitionPriorityCmd SetExternalTaskPriorityCmd SetJobsRetriesBatchCmd
            SetJobsRetriesByProcessBatchCmd SetExternalTasksRetriesBatchCmd
            UpdateProcessDefinitionHistoryTimeToLiveCmd UpdateDecisionDefinitionHistoryTimeToLiveCmd
            HistoryCleanupCmd SetAnnotationForOperationLog SetPropertyCmd DeletePropertyCmd SetLicenseKeyCmd
            DeleteLicenseKeyCmd TelemetryConfigureCmd DeleteMetricsCmd DeleteTaskMetricsCmd ReportDbMetricsCmd
            DeleteProcessInstancesCmd DeleteProcessInstanceBatchCmd UpdateProcessInstancesSuspendStateBatchCmd
            """),
    SKIPPED_STEPS(
            Who.NOBODY,
            "steps and the approval before them would be passed over",
            "start the run from its beginning, or decide in its tasks",
            """
            StartProcessInstanceAtActivitiesCmd ModifyProcessInstanceCmd ModifyProcessInstanceAsyncCmd
            ProcessInstanceModificationCmd ProcessInstanceModificationBatchCmd ActivityAfterInstantiationCmd
            ActivityBeforeInstantiationCmd ActivityCancellationCmd ActivityInstanceCancellationCmd
            TransitionInstantiationCmd TransitionInstanceCancellationCmd RestartProcessInstancesCmd
            RestartProcessInstancesBatchCmd MigrateProcessInstanceCmd MigrateProcessInstanceBatchCmd
            SetProcessDefinitionVersionCmd SignalCmd MessageEventReceivedCmd SignalEventReceivedCmd
            CorrelateMessageCmd CorrelateAllMessageCmd CorrelateAllMessageBatchCmd EvaluateStartConditionCmd
            """),
    FOREIGN_VARIABLES(
            Who.NOBODY,
            "what was planned and approved could be altered",
            "give values through the form of a task",
            """
            SetExecutionVariablesCmd RemoveExecutionVariablesCmd PatchExecutionVariablesCmd SetTaskVariablesCmd
            RemoveTaskVariablesCmd PatchTaskVariablesCmd SetVariablesToProcessInstancesBatchCmd
            """),
    ROUND_THE_TASK(
            Who.NOBODY,
            "a task ends by its form, seen by the people its model names",
            "complete the task with its form",
            """
            DelegateTaskCmd ResolveTaskCmd HandleTaskBpmnErrorCmd HandleTaskEscalationCmd CreateTaskCmd
            DeleteTaskCmd SetTaskNameCmd SetTaskDescriptionCmd SetTaskOwnerCmd AddUserIdentityLinkCmd
            AddGroupIdentityLinkCmd DeleteUserIdentityLinkCmd DeleteGroupIdentityLinkCmd
            """),
    MACHINES_WORK(
            Who.NOBODY,
            "only the worker inside this application may say that work is done",
            "set the retries of the incident; the worker takes the step up again",
            """
            FetchExternalTasksCmd LockExternalTaskCmd ExtendLockOnExternalTaskCmd UnlockExternalTaskCmd
            CompleteExternalTaskCmd HandleExternalTaskFailureCmd HandleExternalTaskBpmnErrorCmd ExecuteJobsCmd
            AcquireJobsCmd UnlockJobCmd DeleteJobCmd DeleteJobsCmd SetJobDuedateCmd RecalculateJobDuedateCmd
            DefaultJobRetryCmd CreateIncidentCmd ResolveIncidentCmd
            """),
    MODELS(
            Who.NOBODY,
            "models and forms come with this application, tested as one",
            "install a release of this application",
            """
            DeployCmd DeleteDeploymentCmd DeleteProcessDefinitionsByIdsCmd DeleteProcessDefinitionsByKeyCmd
            AddIdentityLinkForProcessDefinitionCmd DeleteIdentityLinkForProcessDefinitionCmd
            RegisterDeploymentCmd UnregisterDeploymentCmd RegisterProcessApplicationCmd
            UnregisterProcessApplicationCmd EvaluateDecisionCmd EvaluateDecisionTableCmd
            CaseExecutionVariableCmd CloseCaseInstanceCmd CompleteCaseExecutionCmd CreateCaseInstanceCmd
            DisableCaseExecutionCmd ManualStartCaseExecutionCmd ReenableCaseExecutionCmd
            TerminateCaseExecutionCmd UpdateCaseDefinitionHistoryTimeToLiveCmd
            """),
    TRACES(
            Who.NOBODY,
            "what happened stays on record until its time to live is over",
            "wait for the history clean-up",
            """
            DeleteHistoricProcessInstancesCmd DeleteHistoricProcessInstancesBatchCmd
            DeleteHistoricTaskInstanceCmd DeleteHistoricVariableInstanceCmd
            DeleteHistoricVariableInstancesByProcessInstanceIdCmd DeleteHistoricCaseInstanceCmd
            DeleteHistoricCaseInstancesBulkCmd DeleteHistoricDecisionInstanceByDefinitionIdCmd
            DeleteHistoricDecisionInstanceByInstanceIdCmd DeleteHistoricDecisionInstancesBatchCmd
            DeleteHistoricDecisionInstancesBulkCmd DeleteHistoricBatchCmd SetRemovalTimeToHistoricBatchesCmd
            SetRemovalTimeToHistoricDecisionInstancesCmd SetRemovalTimeToHistoricProcessInstancesCmd
            DeleteUserOperationLogEntryCmd DeleteProcessInstanceCommentCmd DeleteTaskCommentCmd UpdateCommentCmd
            CreateAttachmentCmd SaveAttachmentCmd DeleteAttachmentCmd PurgeDatabaseAndCacheCmd
            """);

    /** Whom a line of the table is open to. */
    enum Who {
        /** Whoever the engine's own authorizations allow it. */
        ENGINE,
        ADMINS,
        /** Nobody who is logged in, administrators included. */
        NOBODY
    }

    private static final Pattern READING =
            Pattern.compile("(Get|Find|Is|Execute(?!Jobs)|Optimize|Query).*|.*Query\\w*Cmd"
                    + "|.*(QueryImpl|ReportImpl|CountByNameCmd|CountByProcessDefinitionKey|CountByCandidateGroupCmd)"
                    + "|AuthorizationCheckCmd|CreateMigrationPlanCmd|DetermineHistoryLevelCmd|MetricsQuery\\w+");

    private static final Map<String, Permit> BY_COMMAND = Arrays.stream(values())
            .flatMap(permit -> permit.commands.stream().map(command -> Map.entry(command, permit)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    final Who who;
    final String reason;
    final String hint;
    final Set<String> commands;

    Permit(Who who, String reason, String hint, String commands) {
        this.who = who;
        this.reason = reason;
        this.hint = hint;
        this.commands = Stream.of(commands.trim().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }

    static Optional<Permit> of(String command) {
        return Optional.ofNullable(BY_COMMAND.get(command));
    }

    /** Whether a command of that simple name only reads; the engine's authorizations decide what is seen. */
    static boolean isReading(String command) {
        return of(command).isEmpty() && READING.matcher(command).matches();
    }
}
