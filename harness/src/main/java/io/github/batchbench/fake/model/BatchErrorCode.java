package io.github.batchbench.fake.model;

/**
 * The errors of the Batch service: HTTP status, code and message. Status and message are recorded where
 * {@code docs/conformance.md} says so, otherwise from the service's documentation page "Batch status and error codes".
 */
public enum BatchErrorCode {
    EMPTY_METADATA_KEY(400, "EmptyMetadataKey", "The metadata key is empty."),
    INVALID_HEADER_VALUE(
            400, "InvalidHeaderValue", "The value provided for one of the HTTP headers was not in the correct format."),
    INVALID_INPUT(400, "InvalidInput", "One of the request inputs is not valid."),
    INVALID_METADATA(
            400,
            "InvalidMetadata",
            "The specified metadata is invalid. It includes characters that are not permitted."),
    INVALID_PROPERTY_VALUE(
            400,
            "InvalidPropertyValue",
            "The value provided for one of the properties in the request body is invalid."),
    INVALID_QUERY_PARAMETER_VALUE(
            400,
            "InvalidQueryParameterValue",
            "Value for one of the query parameters specified in the request URI is invalid."),
    INVALID_REQUEST_BODY(400, "InvalidRequestBody", "The specified Request Body is not syntactically valid."),
    LIFETIME_STATS_API_RETIRED(400, "LifetimeStatsAPIRetired", "Lifetime statistics API was retired on 04/30/2023"),
    INVALID_URI(400, "InvalidUri", "The requested URI does not represent any resource on the server."),
    INVALID_AUTO_SCALING_SETTINGS(
            400, "InvalidAutoScalingSettings", "The specified auto-scaling settings are invalid."),
    AUTO_SCALING_FORMULA_SYNTAX_ERROR(
            400, "AutoScalingFormulaSyntaxError", "The auto-scaling formula has a syntax error."),
    AUTO_SCALING_FORMULA_TOO_LONG(
            400, "AutoScalingFormulaTooLong", "The auto-scaling formula is longer than permitted."),
    METADATA_TOO_LARGE(
            400, "MetadataTooLarge", "The size of the specified metadata exceeds the maximum size permitted."),
    MISSING_REQUIRED_HEADER(400, "MissingRequiredHeader", "A required HTTP header was not specified."),
    MISSING_REQUIRED_PROPERTY(
            400, "MissingRequiredProperty", "A required property was not specified in the request body."),
    MISSING_REQUIRED_QUERY_PARAMETER(
            400,
            "MissingRequiredQueryParameter",
            "A query parameter that's mandatory for this request is not specified."),
    MULTIPLE_CONDITION_HEADERS_NOT_SUPPORTED(
            400, "MultipleConditionHeadersNotSupported", "Multiple condition headers are not supported."),
    OUT_OF_RANGE_INPUT(400, "OutOfRangeInput", "One of the request inputs is out of range."),
    OUT_OF_RANGE_PRIORITY(400, "OutOfRangePriority", "The specified priority is out of range."),
    OUT_OF_RANGE_QUERY_PARAMETER_VALUE(
            400,
            "OutOfRangeQueryParameterValue",
            "A query parameter specified in the request URI is outside the permissible range."),
    REQUEST_URL_FAILED_TO_PARSE(400, "RequestUrlFailedToParse", "The url in the request could not be parsed."),
    RESOURCE_TYPE_MISMATCH(
            400, "ResourceTypeMismatch", "The specified resource does not match the type expected by the server."),
    TASK_DEPENDENCIES_NOT_SPECIFIED_ON_JOB(
            400,
            "TaskDependenciesNotSpecifiedOnJob",
            "The job must be configured to use task dependencies before a task with dependencies can be added to it."),
    TASK_DEPENDENCY_LIST_TOO_LONG(
            400, "TaskDependencyListTooLong", "The task dependency list of the specified task is too long."),
    TASK_DEPENDENCY_RANGES_TOO_LONG(
            400, "TaskDependencyRangesTooLong", "The task dependency ranges of the specified task are too long."),
    UNSUPPORTED_CONSTRAINT(400, "UnsupportedConstraint", "One of the constraints specified is not supported."),
    UNSUPPORTED_HEADER(400, "UnsupportedHeader", "One of the HTTP headers specified in the request is not supported."),
    UNSUPPORTED_HTTP_VERSION(400, "UnsupportedHttpVersion", "The HTTP version specified is not supported."),
    UNSUPPORTED_PROPERTY(
            400, "UnsupportedProperty", "One of the properties specified in the request body is not supported."),
    UNSUPPORTED_QUERY_PARAMETER(
            400,
            "UnsupportedQueryParameter",
            "One of the query parameters specified in the request URI is not supported."),
    UNSUPPORTED_REQUEST_VERSION(400, "UnsupportedRequestVersion", "The specified request version is not supported."),
    INVALID_CONSTRAINT_VALUE(
            400, "InvalidConstraintValue", "The value of one of the constraints specified is not valid."),
    INVALID_CERTIFICATE_REFERENCES(
            400, "InvalidCertificateReferences", "One or more of the specified certificate references are invalid."),
    HOST_INFORMATION_NOT_PRESENT(
            400,
            "HostInformationNotPresent",
            "The required host information is not present in the request. You must send a non-empty Host header or include the absolute URI in the request line."),
    INVALID_AUTHENTICATION_INFO(
            400,
            "InvalidAuthenticationInfo",
            "The authentication information was not provided in the correct format. Verify the value of Authorization header."),
    ACCOUNT_IS_DISABLED(403, "AccountIsDisabled", "The specified account is disabled."),
    AUTHENTICATION_FAILED(
            403,
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly including the signature."),
    /** The same code as above, but by another part of the service: recorded with a token of the wrong audience. */
    TOKEN_REFUSED(
            401,
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly."),
    FORBIDDEN(403, "Forbidden", "Access is Forbidden"),
    INSUFFICIENT_ACCOUNT_PERMISSIONS(
            403,
            "InsufficientAccountPermissions",
            "The account being accessed does not have sufficient permissions to execute this operation."),
    TVM_CURRENT_OPERATION_UNSUPPORTED(
            403,
            "TVMCurrentOperationUnsupported",
            "The specified compute node does not support the current operation."),
    APPLICATION_NOT_FOUND(404, "ApplicationNotFound", "The specified application does not exist."),
    CERTIFICATE_NOT_FOUND(404, "CertificateNotFound", "The specified certificate does not exist."),
    FILE_NOT_FOUND(404, "FileNotFound", "The specified file does not exist."),
    JOB_NOT_FOUND(404, "JobNotFound", "The specified job does not exist."),
    JOB_PREPARATION_TASK_NOT_RUN_ON_NODE(
            404,
            "JobPreparationTaskNotRunOnNode",
            "The job preparation task has not run on the specified compute node."),
    JOB_RELEASE_TASK_NOT_RUN_ON_NODE(
            404, "JobReleaseTaskNotRunOnNode", "The job release task has not run on the specified compute node."),
    JOB_SCHEDULE_NOT_FOUND(404, "JobScheduleNotFound", "The specified job schedule does not exist."),
    NODE_NOT_FOUND(404, "NodeNotFound", "The specified node does not exist."),
    NODE_USER_NOT_FOUND(404, "NodeUserNotFound", "The node user does not exist."),
    PATH_NOT_FOUND(404, "PathNotFound", "The specified path does not exist."),
    POOL_NOT_FOUND(404, "PoolNotFound", "The specified pool does not exist."),
    RESOURCE_NOT_FOUND(404, "ResourceNotFound", "The specified resource does not exist."),
    TASK_NOT_FOUND(404, "TaskNotFound", "The specified task does not exist."),
    NODE_AGENT_SKU_NOT_FOUND(404, "NodeAgentSKUNotFound", "The specified node agent SKU is invalid."),
    UNSUPPORTED_HTTP_VERB(405, "UnsupportedHttpVerb", "The resource doesn't support the specified HTTP verb."),
    ACTIVE_JOB_AND_SCHEDULE_QUOTA_REACHED(
            409,
            "ActiveJobAndScheduleQuotaReached",
            "The Batch account has reached its quota of active jobs and job schedules."),
    CERTIFICATE_BEING_DELETED(
            409,
            "CertificateBeingDeleted",
            "The specified certificate has been marked for deletion and is being deleted."),
    CERTIFICATE_EXISTS(409, "CertificateExists", "The specified certificate already exists."),
    CERTIFICATE_STATE_ACTIVE(409, "CertificateStateActive", "The specified certificate is in active state."),
    INVALID_APPLICATION_PACKAGE_REFERENCES(
            409,
            "InvalidApplicationPackageReferences",
            "One or more of the specified application package references are invalid."),
    JOB_BEING_DELETED(
            409, "JobBeingDeleted", "The specified job has been marked for deletion and is being garbage collected."),
    JOB_BEING_TERMINATED(409, "JobBeingTerminated", "The specified job is being terminated."),
    JOB_COMPLETED(409, "JobCompleted", "The specified job is already in a completed state."),
    JOB_DISABLED(409, "JobDisabled", "The specified job is disabled."),
    JOB_EXISTS(409, "JobExists", "The specified job already exists."),
    JOB_NOT_ACTIVE(409, "JobNotActive", "The specified job is not active."),
    JOB_PREPARATION_TASK_NOT_SPECIFIED(
            409, "JobPreparationTaskNotSpecified", "The specified job does not have a job preparation task."),
    JOB_PREPARATION_TASK_OR_RELEASE_TASK_NOT_SPECIFIED(
            409,
            "JobPreparationTaskOrReleaseTaskNotSpecified",
            "The specified job does not have either job preparation task or job release task."),
    JOB_RELEASE_TASK_NOT_SPECIFIED(
            409, "JobReleaseTaskNotSpecified", "The specified job does not have a job release task."),
    JOB_SCHEDULE_BEING_DELETED(
            409,
            "JobScheduleBeingDeleted",
            "The specified job schedule has been marked for deletion and is being reclaimed."),
    JOB_SCHEDULE_BEING_TERMINATED(409, "JobScheduleBeingTerminated", "The specified job schedule is being terminated."),
    JOB_SCHEDULE_COMPLETED(409, "JobScheduleCompleted", "The specified job schedule is already in completed state."),
    JOB_SCHEDULE_DISABLED(409, "JobScheduleDisabled", "The specified job schedule is disabled."),
    JOB_SCHEDULE_EXISTS(409, "JobScheduleExists", "The specified job schedule already exists."),
    JOB_SCHEDULE_WITH_SAME_ID_EXISTS(
            409, "JobScheduleWithSameIdExists", "A job schedule with the same id already exists."),
    JOB_WITH_SAME_ID_EXISTS(409, "JobWithSameIdExists", "A job with the same id already exists."),
    NODE_ALREADY_IN_TARGET_SCHEDULING_STATE(
            409, "NodeAlreadyInTargetSchedulingState", "The specified node is already in the target scheduling state."),
    NODE_BEING_CREATED(409, "NodeBeingCreated", "The specified node is being created."),
    NODE_BEING_REBOOTED(409, "NodeBeingRebooted", "The specified node is being rebooted."),
    NODE_BEING_REIMAGED(409, "NodeBeingReimaged", "The specified node is being reimaged."),
    NODE_BEING_STARTED(409, "NodeBeingStarted", "The specified node is being started."),
    NODE_COUNTS_MISMATCH(409, "NodeCountsMismatch", "The specified node counts do not match."),
    NODE_STATE_UNUSABLE(409, "NodeStateUnusable", "The specified node is unusable."),
    NODE_USER_EXISTS(409, "NodeUserExists", "The specified node user already exists."),
    OPERATION_INVALID_FOR_CURRENT_STATE(
            409,
            "OperationInvalidForCurrentState",
            "The specified operation is not valid for the current state of the resource."),
    OPERATION_NOT_VALID_ON_NODE(409, "OperationNotValidOnNode", "The specified operation is not valid on the node."),
    OPERATION_NOT_VALID_ON_POOL(409, "OperationNotValidOnPool", "The specified operation is not valid on the pool."),
    POOL_BEING_CREATED(409, "PoolBeingCreated", "The specified pool is being created."),
    POOL_BEING_DELETED(
            409, "PoolBeingDeleted", "The specified pool has been marked for deletion and is being reclaimed."),
    POOL_BEING_RESIZED(409, "PoolBeingResized", "The specified pool is being resized."),
    POOL_EXISTS(409, "PoolExists", "The specified pool already exists."),
    POOL_QUOTA_REACHED(409, "PoolQuotaReached", "The Batch account has reached its quota of pools."),
    RESOURCE_ALREADY_EXISTS(409, "ResourceAlreadyExists", "The specified resource already exists."),
    STORAGE_ACCOUNT_NOT_FOUND(409, "StorageAccountNotFound", "No storage account is linked to the Batch account."),
    TASK_COMPLETED(409, "TaskCompleted", "The specified task is already in a completed state."),
    TASK_EXISTS(409, "TaskExists", "The specified task already exists."),
    TASK_FILES_CLEANEDUP(
            409, "TaskFilesCleanedup", "The files of the specified task have been cleaned up on the node."),
    TASK_FILES_UNAVAILABLE(
            409,
            "TaskFilesUnavailable",
            "The files of the specified task are not available, as the compute node on which it ran is not available."),
    TASK_ID_SAME_AS_JOB_PREPARATION_TASK(
            409,
            "TaskIdSameAsJobPreparationTask",
            "The id of the specified task is the same as that of the job preparation task."),
    TASK_ID_SAME_AS_JOB_RELEASE_TASK(
            409,
            "TaskIdSameAsJobReleaseTask",
            "The id of the specified task is the same as that of the job release task."),
    TASK_NOT_COMPLETED(409, "TaskNotCompleted", "The specified task is not completed."),
    TASK_SUCCEEDED(409, "TaskSucceeded", "The specified task has completed successfully."),
    MISSING_CONTENT_LENGTH_HEADER(411, "MissingContentLengthHeader", "The Content-Length header was not specified."),
    CONDITION_NOT_MET(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."),
    REQUEST_BODY_TOO_LARGE(
            413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit."),
    INVALID_RANGE(416, "InvalidRange", "The range specified is invalid for the current size of the resource."),
    TOO_MANY_REQUESTS(
            429,
            "TooManyRequests",
            "The server is currently unable to receive the request. Please retry your request."),
    INTERNAL_ERROR(500, "InternalError", "Server encountered an internal error. Please try again after some time."),
    OPERATION_TIMED_OUT(500, "OperationTimedOut", "Operation could not be completed within the specified time."),
    NOT_IMPLEMENTED(501, "NotImplemented", "The requested operation is not implemented."),
    SERVER_BUSY(503, "ServerBusy", "The server is busy."),
    TOO_MANY_ENABLE_AUTO_SCALE_REQUESTS(
            503,
            "TooManyEnableAutoScaleRequests",
            "Too many enable auto-scale requests are being made on the specified pool.");

    private final int status;
    private final String code;
    private final String message;

    BatchErrorCode(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return status;
    }

    /** The code on the wire. */
    public String code() {
        return code;
    }

    /** The message's first line. */
    public String message() {
        return message;
    }

    /** An exception of this error with nothing more to say. */
    public BatchException exception() {
        return new BatchException(this);
    }
}
