package io.github.batchbench.fake.blob;

/** What the service refuses, with status, code and message as its documentation lists them. */
public enum BlobError {
    ACCOUNT_NOT_FOUND(404, "ResourceNotFound", "The specified resource does not exist."),
    APPEND_POSITION_CONDITION_NOT_MET(
            412, "AppendPositionConditionNotMet", "The append position condition specified was not met."),
    AUTHENTICATION_FAILED(
            403,
            "AuthenticationFailed",
            "Server failed to authenticate the request. Make sure the value of Authorization header is formed correctly"
                    + " including the signature."),
    AUTHORIZATION_PERMISSION_MISMATCH(
            403,
            "AuthorizationPermissionMismatch",
            "This request is not authorized to perform this operation using this permission."),
    AUTHORIZATION_PROTOCOL_MISMATCH(
            403,
            "AuthorizationProtocolMismatch",
            "This request is not authorized to perform this operation using this protocol."),
    AUTHORIZATION_RESOURCE_TYPE_MISMATCH(
            403,
            "AuthorizationResourceTypeMismatch",
            "This request is not authorized to perform this operation using this resource type."),
    AUTHORIZATION_SERVICE_MISMATCH(
            403,
            "AuthorizationServiceMismatch",
            "This request is not authorized to perform this operation using this service."),
    AUTHORIZATION_SOURCE_IP_MISMATCH(
            403,
            "AuthorizationSourceIPMismatch",
            "This request is not authorized to perform this operation using this source IP."),
    BLOB_ALREADY_EXISTS(409, "BlobAlreadyExists", "The specified blob already exists."),
    BLOB_ARCHIVED(409, "BlobArchived", "This operation is not permitted on an archived blob."),
    BLOB_BEING_REHYDRATED(
            409, "BlobBeingRehydrated", "This operation is not permitted because the blob is being rehydrated."),
    BLOB_IS_SEALED(409, "BlobIsSealed", "The blob is sealed and its contents cannot be modified."),
    BLOB_NOT_FOUND(404, "BlobNotFound", "The specified blob does not exist."),
    BLOCK_COUNT_EXCEEDS_LIMIT(
            409,
            "BlockCountExceedsLimit",
            "The committed block count cannot exceed the maximum limit of 50,000 blocks."),
    BOTH_CRC64_AND_MD5(
            400, "BothCrc64AndMd5HeaderPresent", "Both x-ms-content-crc64 header and Content-MD5 header are present."),
    CANNOT_VERIFY_COPY_SOURCE(404, "CannotVerifyCopySource", "Could not verify the copy source."),
    CONDITION_NOT_MET(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."),
    CONTAINER_ALREADY_EXISTS(409, "ContainerAlreadyExists", "The specified container already exists."),
    CONTAINER_BEING_DELETED(
            409, "ContainerBeingDeleted", "The specified container is being deleted. Try operation later."),
    CONTAINER_NOT_FOUND(404, "ContainerNotFound", "The specified container does not exist."),
    COPY_ID_MISMATCH(409, "CopyIdMismatch", "The specified copy ID did not match the copy ID for the pending copy."),
    CORS_PREFLIGHT_FAILURE(403, "CorsPreflightFailure", "CORS not enabled or no matching rule found for this request."),
    CRC64_MISMATCH(
            400,
            "Crc64Mismatch",
            "The CRC64 value specified in the request did not match with the CRC64 value calculated by the server."),
    EMPTY_METADATA_KEY(400, "EmptyMetadataKey", "The key for one of the metadata key-value pairs is empty."),
    /** The fake's own, for the service's disk has no end. It is none of those that the SDKs try again. */
    INSUFFICIENT_STORAGE(507, "InsufficientStorage", "The disk that the fake keeps its blobs on is full."),
    EXCEEDS_MAX_BATCH_REQUEST_COUNT(
            400, "ExceedsMaxBatchRequestCount", "The batch operation exceeds maximum number of allowed subrequests."),
    INSUFFICIENT_ACCOUNT_PERMISSIONS(403, "InsufficientAccountPermissions", "Write operations are not allowed."),
    INTERNAL_ERROR(500, "InternalError", "The server encountered an internal error. Please retry the request."),
    INVALID_AUTHENTICATION_INFO(
            400,
            "InvalidAuthenticationInfo",
            "Authentication information is not given in the correct format. Check the value of Authorization"
                    + " header."),
    INVALID_BLOB_OR_BLOCK(400, "InvalidBlobOrBlock", "The specified blob or block content is invalid."),
    INVALID_BLOB_TYPE(409, "InvalidBlobType", "The blob type is invalid for this operation."),
    INVALID_BLOCK_LIST(400, "InvalidBlockList", "The specified block list is invalid."),
    INVALID_HEADER_VALUE(
            400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format."),
    INVALID_INPUT(400, "InvalidInput", "One of the request inputs is not valid."),
    INVALID_MD5(
            400,
            "InvalidMd5",
            "The MD5 value specified in the request is invalid. MD5 value must be 128 bits and base64-encoded."),
    INVALID_METADATA(
            400, "InvalidMetadata", "The metadata specified is invalid. It has characters that are not permitted."),
    INVALID_OPERATION(400, "InvalidOperation", "Invalid operation against a blob snapshot."),
    INVALID_QUERY_PARAMETER_VALUE(
            400,
            "InvalidQueryParameterValue",
            "Value for one of the query parameters specified in the request URI is invalid."),
    INVALID_RANGE(416, "InvalidRange", "The range specified is invalid for the current size of the resource."),
    INVALID_RESOURCE_NAME(400, "InvalidResourceName", "The specifed resource name contains invalid characters."),
    INVALID_TAG(400, "InvalidTags", "The tags specified are invalid. It contains characters that are not permitted."),
    INVALID_URI(400, "InvalidUri", "The request URI is invalid."),
    INVALID_XML_DOCUMENT(400, "InvalidXmlDocument", "XML specified is not syntactically valid."),
    INVALID_XML_NODE_VALUE(
            400,
            "InvalidXmlNodeValue",
            "The value provided for one of the XML nodes in the request body was not in the correct format."),
    LEASE_ALREADY_BROKEN(409, "LeaseAlreadyBroken", "The lease has already been broken and cannot be broken again."),
    LEASE_ALREADY_PRESENT(409, "LeaseAlreadyPresent", "There is already a lease present."),
    LEASE_ID_MISMATCH_WITH_BLOB(
            412, "LeaseIdMismatchWithBlobOperation", "The lease ID specified did not match the lease ID for the blob."),
    LEASE_ID_MISMATCH_WITH_CONTAINER(
            412,
            "LeaseIdMismatchWithContainerOperation",
            "The lease ID specified did not match the lease ID for the container."),
    LEASE_ID_MISMATCH_WITH_LEASE(
            409,
            "LeaseIdMismatchWithLeaseOperation",
            "The lease ID specified did not match the lease ID for the blob/container."),
    LEASE_ID_MISSING(
            412,
            "LeaseIdMissing",
            "There is currently a lease on the blob/container and no lease ID was specified in the request."),
    LEASE_IS_BREAKING_AND_CANNOT_BE_ACQUIRED(
            409,
            "LeaseIsBreakingAndCannotBeAcquired",
            "The lease ID matched, but the lease is currently in breaking state and cannot be acquired until it is"
                    + " broken."),
    LEASE_IS_BREAKING_AND_CANNOT_BE_CHANGED(
            409,
            "LeaseIsBreakingAndCannotBeChanged",
            "The lease ID matched, but the lease is currently in breaking state and cannot be changed."),
    LEASE_IS_BROKEN_AND_CANNOT_BE_RENEWED(
            409,
            "LeaseIsBrokenAndCannotBeRenewed",
            "The lease ID matched, but the lease has been broken explicitly and cannot be renewed."),
    LEASE_LOST(412, "LeaseLost", "A lease ID was specified, but the lease for the blob/container has expired."),
    LEASE_NOT_PRESENT_WITH_BLOB(412, "LeaseNotPresentWithBlobOperation", "There is currently no lease on the blob."),
    LEASE_NOT_PRESENT_WITH_CONTAINER(
            412, "LeaseNotPresentWithContainerOperation", "There is currently no lease on the container."),
    LEASE_NOT_PRESENT_WITH_LEASE(
            409, "LeaseNotPresentWithLeaseOperation", "There is currently no lease on the blob/container."),
    MAX_BLOB_SIZE_CONDITION_NOT_MET(
            412, "MaxBlobSizeConditionNotMet", "The max blob size condition specified was not met."),
    MD5_MISMATCH(
            400,
            "Md5Mismatch",
            "The MD5 value specified in the request did not match with the MD5 value calculated by the server."),
    MISSING_REQUIRED_HEADER(
            400, "MissingRequiredHeader", "An HTTP header that's mandatory for this request is not specified."),
    METADATA_TOO_LARGE(
            400, "MetadataTooLarge", "The size of the specified metadata exceeds the maximum size permitted."),
    MISSING_REQUIRED_QUERY_PARAMETER(
            400,
            "MissingRequiredQueryParameter",
            "A query parameter that's mandatory for this request is not specified."),
    MULTIPLE_CONDITIONS(400, "MultipleConditionHeadersNotSupported", "Multiple condition headers are not supported."),
    NO_AUTHENTICATION_INFORMATION(
            401,
            "NoAuthenticationInformation",
            "Server failed to authenticate the request. Please refer to the information in the www-authenticate"
                    + " header."),
    NO_PENDING_COPY_OPERATION(409, "NoPendingCopyOperation", "There is currently no pending copy operation."),
    NOT_IMPLEMENTED(501, "NotImplemented", "The requested operation is not implemented by this fake."),
    NOT_MODIFIED(304, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met."),
    OUT_OF_RANGE_INPUT(400, "OutOfRangeInput", "One of the request inputs is out of range."),
    OUT_OF_RANGE_NAME(
            400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits."),
    REQUEST_BODY_TOO_LARGE(
            413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit."),
    RESOURCE_NOT_FOUND(404, "ResourceNotFound", "The specified resource does not exist."),
    SNAPSHOTS_PRESENT(409, "SnapshotsPresent", "This operation is not permitted because the blob has snapshots."),
    SOURCE_CONDITION_NOT_MET(
            412,
            "SourceConditionNotMet",
            "The source condition specified using HTTP conditional header(s) is not met."),
    TARGET_CONDITION_NOT_MET(
            412,
            "TargetConditionNotMet",
            "The target condition specified using HTTP conditional header(s) is not met."),
    UNAUTHORIZED_BLOB_OVERWRITE(
            403, "UnauthorizedBlobOverwrite", "This request is not authorized to perform blob overwrites."),
    UNSATISFIABLE_CONDITION(
            400, "UnsatisfiableCondition", "The request includes an unsatisfiable condition for this operation."),
    UNSUPPORTED_HEADER(400, "UnsupportedHeader", "One of the HTTP headers specified in the request is not supported."),
    UNSUPPORTED_HTTP_VERB(405, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb."),
    UNSUPPORTED_QUERY_PARAMETER(
            400,
            "UnsupportedQueryParameter",
            "One of the query parameters specified in the request URI is not supported.");

    private final int status;
    private final String code;
    private final String message;

    BlobError(int status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The code in {@code x-ms-error-code} and in the body. */
    public String code() {
        return code;
    }

    /** One sentence. */
    public String message() {
        return message;
    }

    /** To be thrown. */
    public BlobException exception() {
        return new BlobException(this, message);
    }

    /** To be thrown, with a sentence of its own. */
    public BlobException exception(String ownMessage) {
        return new BlobException(this, ownMessage);
    }
}
