package io.github.batchbench.fake.subscription;

import java.util.Locale;

/**
 * What Azure Resource Manager and its resource providers refuse. No specification lists these codes: they are recorded, or, of
 * Resource Manager itself, what it is known to say; those of a provider are marked where they are guesses.
 */
public enum ResourceErrorCode {
    /** No proof of who asks. */
    AUTHENTICATION_FAILED(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."),
    /** A token that nobody here has issued. */
    INVALID_TOKEN(401, "InvalidAuthenticationToken", "The access token is invalid."),
    /** A token that is not good any more, or not yet. */
    EXPIRED_TOKEN(
            401,
            "ExpiredAuthenticationToken",
            "The access token expiry UTC time '%s' is earlier than current UTC time '%s'."),
    /** A token for another service. */
    INVALID_AUDIENCE(
            401,
            "InvalidAuthenticationTokenAudience",
            "The access token has been obtained for wrong audience or resource '%s'. It should exactly match with one"
                    + " of the allowed audiences '%s'."),
    /** A token of another directory. */
    INVALID_TENANT(401, "InvalidAuthenticationTokenTenant", "The access token is from the wrong issuer '%s'."),
    /** Who asks has no role that allows it. */
    AUTHORIZATION_FAILED(
            403,
            "AuthorizationFailed",
            "The client '%s' with object id '%s' does not have authorization to perform action '%s' over scope '%s' or"
                    + " the scope is invalid. If access was recently granted, please refresh your credentials."),
    /** No such role. */
    ROLE_NOT_FOUND(404, "RoleDefinitionDoesNotExist", "The specified role definition with ID '%s' does not exist."),
    /** No such identity. */
    PRINCIPAL_NOT_FOUND(400, "PrincipalNotFound", "Principal %s does not exist in the directory %s."),
    /** A name that is no UUID. */
    ROLE_ASSIGNMENT_NAME(
            400,
            "InvalidRoleAssignmentId",
            "The role assignment ID '%s' is not valid. The role assignment ID must be a GUID."),
    /** Somebody has the role already. */
    ROLE_ASSIGNMENT_EXISTS(409, "RoleAssignmentExists", "The role assignment already exists."),
    /** An assignment stays what it is. */
    ROLE_ASSIGNMENT_FIXED(
            409,
            "RoleAssignmentUpdateNotPermitted",
            "Tenant ID, application ID, principal ID, and scope are not allowed to be updated."),
    /** No such assignment. */
    ROLE_ASSIGNMENT_NOT_FOUND(404, "RoleAssignmentNotFound", "The role assignment '%s' is not found."),
    /** No version asked for. */
    MISSING_API_VERSION(
            400,
            "MissingApiVersionParameter",
            "The api-version query parameter (?api-version=) is required for all requests."),
    /** A version that is no date. */
    INVALID_API_VERSION(400, "InvalidApiVersionParameter", "The api-version '%s' is invalid."),
    /** A body that is no JSON object. */
    INVALID_CONTENT(
            400, "InvalidRequestContent", "The request content was invalid and could not be deserialized: '%s'."),
    /** A body that is too long. */
    TOO_LARGE(413, "RequestContentTooLarge", "The request content is longer than %s bytes."),
    /** No such subscription. */
    SUBSCRIPTION_NOT_FOUND(404, "SubscriptionNotFound", "The subscription '%s' could not be found."),
    /** No such resource group. */
    GROUP_NOT_FOUND(404, "ResourceGroupNotFound", "Resource group '%s' could not be found."),
    /** No such resource. */
    RESOURCE_NOT_FOUND(
            404,
            "ResourceNotFound",
            "The Resource '%s' under resource group '%s' was not found. For more details please go to"
                    + " https://aka.ms/ARMResourceNotFoundFix"),
    /** No such provider. */
    PROVIDER_NOT_FOUND(404, "InvalidResourceNamespace", "The resource namespace '%s' is invalid."),
    /** A resource without a place. */
    LOCATION_REQUIRED(400, "LocationRequired", "The location property is required for this definition."),
    /** A region that there is not. */
    LOCATION_NOT_AVAILABLE(
            400,
            "LocationNotAvailableForResourceGroup",
            "The provided location '%s' is not available for resource group. List of available regions is '%s'."),
    /** The same for a resource. */
    TYPE_NOT_AVAILABLE(
            400,
            "LocationNotAvailableForResourceType",
            "The provided location '%s' is not available for resource type '%s'. List of available regions for the"
                    + " resource type is '%s'."),
    /** A resource does not move. */
    ELSEWHERE(
            409,
            "InvalidResourceLocation",
            "The resource '%s' already exists in location '%s' in resource group '%s'. A resource with the same name"
                    + " cannot be created in location '%s'. Please select a new resource name."),
    /** A group that is on its way out takes nothing more. */
    GROUP_LEAVING(
            409,
            "ResourceGroupBeingDeleted",
            "The resource group '%s' is in deprovisioning state and cannot perform this operation."),
    /** The code is a guess; of the words, those about the length are recorded of the name check. */
    ACCOUNT_NAME_INVALID(Source.BATCH, 400, "AccountNameInvalid", "%s"),
    /** The code is a guess, the words are recorded of the name check. */
    ACCOUNT_TAKEN(Source.BATCH, 409, "AccountAlreadyExists", "An account named '%s' is already in use."),
    /** The wording is a guess. */
    ACCOUNT_QUOTA(
            Source.BATCH,
            409,
            "SubscriptionQuotaExceeded",
            "The regional account quota of %s account(s) for the specified subscription has been reached."),
    /** The code is a guess. */
    ACCOUNT_BUSY(
            Source.BATCH,
            409,
            "AccountOperationInProgress",
            "The account '%s' is in the state %s and cannot be changed now."),
    /** The code is a guess. */
    NO_KEYS(Source.BATCH, 409, "SharedKeyNotAllowed", "The account '%s' does not allow authentication by shared key."),
    /** The code is a guess. */
    NO_AUTO_STORAGE(
            Source.BATCH,
            409,
            "AutoStorageNotConfigured",
            "The account '%s' does not have an auto storage account linked to it."),
    /** The code is a guess. */
    AUTO_STORAGE_NOT_FOUND(
            Source.BATCH,
            400,
            "AutoStorageAccountNotFound",
            "The storage account '%s' of the auto storage does not exist."),
    /** A body that Batch does not take; what is wrong stands in a detail. */
    INVALID_BODY(Source.BATCH, 400, "InvalidRequestBody", "The specified Request Body is not syntactically valid."),
    /** A region, or a version, that does not have the type any more, or not yet. */
    TYPE_NOT_REGISTERED(
            400,
            "NoRegisteredProviderFound",
            "No registered resource provider found for location '%s' and API version '%s' for type '%s'."),
    /** An application that is not there. */
    APPLICATION_NOT_FOUND(Source.BATCH, 404, "ApplicationNotFound", "The specified application does not exist."),
    /** A package that is not there. */
    PACKAGE_NOT_FOUND(
            Source.BATCH, 404, "ApplicationPackageNotFound", "The specified application package does not exist."),
    /** The code is a guess. */
    APPLICATION_NAME_INVALID(
            Source.BATCH,
            400,
            "InvalidApplicationName",
            "'%s' cannot be the name of an application or of a version: it has other characters than letters, digits,"
                    + " '-', '_' and, in a version, '.', or more than 64 of them."),
    /** That this is refused is a guess. */
    APPLICATION_HAS_PACKAGES(
            Source.BATCH,
            409,
            "ApplicationHasPackages",
            "The specified application has packages, which must be deleted first."),
    /** The code is a guess. */
    PACKAGE_FIXED(
            Source.BATCH,
            409,
            "ApplicationPackageUpdatesNotAllowed",
            "The application '%s' does not allow that the package of version '%s' is replaced."),
    /** The code is a guess. */
    PACKAGE_NOT_UPLOADED(
            Source.BATCH,
            409,
            "ApplicationPackageBlobNotFound",
            "Nothing has been put at the storageUrl of the package '%s' version '%s'."),
    /** The code is a guess. */
    CERTIFICATE_USED(
            Source.BATCH, 409, "CertificateBeingUsed", "The specified certificate is used by pools or compute nodes."),
    /** The code is a guess. */
    LINK_RESOURCE_NOT_FOUND(
            Source.BATCH, 404, "PrivateLinkResourceNotFound", "The specified private link resource does not exist."),
    /** Storage's own words. */
    STORAGE_NAME_INVALID(
            Source.STORAGE,
            400,
            "AccountNameInvalid",
            "%s is not a valid storage account name. Storage account name must be between 3 and 24 characters in length"
                    + " and use numbers and lower-case letters only."),
    /** Storage's own words. */
    STORAGE_NAME_TAKEN(
            Source.STORAGE, 409, "StorageAccountAlreadyTaken", "The storage account named %s is already taken."),
    /** A group does not move. */
    GROUP_ELSEWHERE(
            409,
            "InvalidResourceGroupLocation",
            "Invalid resource group location '%s'. The Resource group already exists in location '%s'."),
    /** A group's name that cannot be one. */
    INVALID_GROUP(
            400,
            "InvalidResourceGroup",
            "The provided resource group name '%s' has these invalid characters or is longer than 90 characters. The"
                    + " name can only be a letter, digit, '-', '.', '(', ')' or '_', and must not end with '.'."),
    /** What the host of the fake refuses. */
    BAD_REQUEST(400, "BadRequest", "%s"),
    /** What the fake does not do. */
    NOT_IMPLEMENTED(501, "NotImplemented", "%s is not modelled by Batchbench."),
    /** The fake has failed. */
    INTERNAL(500, "InternalServerError", "The fake failed: %s");

    /** Who says it, each in a form of its own. */
    public enum Source {
        /** Resource Manager itself. */
        GATEWAY,
        /** The provider {@code Microsoft.Batch}. */
        BATCH,
        /** The provider {@code Microsoft.Storage}. */
        STORAGE
    }

    private final Source source;
    private final int status;
    private final String code;
    private final String message;

    ResourceErrorCode(int status, String code, String message) {
        this(Source.GATEWAY, status, code, message);
    }

    ResourceErrorCode(Source source, int status, String code, String message) {
        this.source = source;
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** As it stands in an answer. */
    public String code() {
        return code;
    }

    /**
     * A refusal with this code.
     *
     * @param said what its words speak of, in their order
     */
    public ResourceException exception(Object... said) {
        return new ResourceException(source, status, code, String.format(Locale.ROOT, message, said), null);
    }

    /** A body that Batch does not take, with the reason. */
    public static ResourceException invalidBody(String reason) {
        return INVALID_BODY.exception().with("Reason", reason);
    }

    /** What the fake does not do, by name; never answered as if it were done. */
    public static ResourceException notModelled(String what) {
        return new ResourceException(
                NOT_IMPLEMENTED.source,
                NOT_IMPLEMENTED.status,
                NOT_IMPLEMENTED.code,
                String.format(Locale.ROOT, NOT_IMPLEMENTED.message, what),
                what);
    }
}
