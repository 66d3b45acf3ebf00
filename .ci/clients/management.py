"""The calls of azure-mgmt-batch, 17 and the newest: management.py KEPT COLUMN."""

import base64
import hashlib
import io
import json
import os
import sys
import zipfile

from azure.identity import DefaultAzureCredential
from azure.mgmt.batch import BatchManagementClient, models
from azure.storage.blob import BlobClient
from fake import until
from tried import Tried

kept, column = sys.argv[1:]
fake = json.loads(os.environ["FAKE"])
GROUP = fake["resourceGroup"]
NAME = "fromsdk"
STORAGE = f"/subscriptions/{fake['subscriptionId']}/resourceGroups/{GROUP}/providers/Microsoft.Storage/storageAccounts/{fake['storageAccount']}"
MACHINE = models.VirtualMachineConfiguration(
    image_reference=models.ImageReference(publisher="canonical", offer="0001-com-ubuntu-server-jammy", sku="22_04-lts", version="latest"),
    node_agent_sku_id="batch.node.ubuntu 22.04",
)
SHORT = {"polling_interval": 0.1}
# Of nobody: self-signed, and its key was thrown away.
CERTIFICATE = """
MIIBGTCBvwIUMexv8QWqbaulQvaIP0cHGb5b1tQwCgYIKoZIzj0EAwIwDjEMMAoGA1UEAwwDYW55MCAXDTI2MTEyNzE4NTIwMVoYDzIxMjYxMTAzMTg1MjAx
WjAOMQwwCgYDVQQDDANhbnkwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASIPNZHKctdTcbDRUuaowXNL69YXYJ4+H0KDYdwXyL+dIdSbuaarODx1Q72OU1m
7Xnb85BJY2cDgkQynfytwXpdMAoGCCqGSM49BAMCA0kAMEYCIQCQNboy0VyuLc5GqSfXh18HSZ4YAiGdI0+U6lEyR0GxHQIhANRVoVmrF2lYMRMQ1XpRIesQ
uv2wjCgI5QhKuA5UXUey
"""

client = BatchManagementClient(DefaultAzureCredential(), fake["subscriptionId"], base_url=fake["managementEndpoint"])
tried = Tried(column)


def said(refusal):
    return f"{refusal.status_code} {refusal.error.code}"


def keys(found):
    return len({found.primary, found.secondary}) == 2


def accounts():
    tried.section("accounts")
    batch = client.batch_account
    storage = models.AutoStorageBaseProperties(storage_account_id=STORAGE)
    made = models.BatchAccountCreateParameters(location="eastus", auto_storage=storage, tags={"a": "b"})
    tried.works("`begin_create`", lambda: batch.begin_create(GROUP, NAME, made, **SHORT).result().provisioning_state, "Succeeded")
    account = tried.works("`get`", lambda: batch.get(GROUP, NAME))
    tried.works("its quotas", lambda: (account.dedicated_core_quota, account.low_priority_core_quota, account.pool_quota), (10000, 10000, 500))
    tried.works("`list`", lambda: sorted(a.name for a in batch.list()), ["batchbench", NAME])
    tried.works("`list_by_resource_group`", lambda: len(list(batch.list_by_resource_group(GROUP))), 2)
    tried.works("`update`", lambda: batch.update(GROUP, NAME, models.BatchAccountUpdateParameters(tags={"c": "d"})).tags, {"c": "d"})
    first = tried.works("`get_keys`", lambda: batch.get_keys(GROUP, NAME))
    again = models.BatchAccountRegenerateKeyParameters(key_name="Primary")
    second = tried.works("`regenerate_key`", lambda: batch.regenerate_key(GROUP, NAME, again))
    tried.works("the other key stays", lambda: (keys(second), second.primary != first.primary, second.secondary == first.secondary), (True, True, True))
    tried.works("`synchronize_auto_storage_keys`", lambda: batch.synchronize_auto_storage_keys(GROUP, NAME))
    tried.refused("`get` of none", "404 ResourceNotFound", lambda: batch.get(GROUP, "none"), said)
    tried.refused("`get` in no group", "404 ResourceGroupNotFound", lambda: batch.get("none", NAME), said)
    tried.refused("`list_detectors`", "501 NotImplemented", lambda: list(batch.list_detectors(GROUP, NAME, retry_total=0)), said)


def pool(**settings):
    settings.setdefault("vm_size", "STANDARD_D2S_V3")
    settings.setdefault("deployment_configuration", models.DeploymentConfiguration(virtual_machine_configuration=MACHINE))
    return models.Pool(**settings)


def fixed(nodes):
    return models.ScaleSettings(fixed_scale=models.FixedScaleSettings(target_dedicated_nodes=nodes))


def formula(text):
    return models.ScaleSettings(auto_scale=models.AutoScaleSettings(formula=text))


def steady():
    return until(lambda: client.pool.get(GROUP, NAME, "pool"), lambda found: found.allocation_state == "Steady")


def pools():
    tried.section("pools")
    tried.works("`create`", lambda: client.pool.create(GROUP, NAME, "pool", pool(scale_settings=fixed(1))).name, "pool")
    tried.works("`get`", lambda: steady().current_dedicated_nodes, 1)
    tried.works("`create`, formula", lambda: client.pool.create(GROUP, NAME, "auto", pool(scale_settings=formula("$TargetDedicatedNodes=0"))).name, "auto")
    tried.works("`list_by_batch_account`", lambda: sorted(p.name for p in client.pool.list_by_batch_account(GROUP, NAME)), ["auto", "pool"])
    tried.works("`list_by_batch_account`, `maxresults`", lambda: len(list(client.pool.list_by_batch_account(GROUP, NAME, maxresults=1))), 2)
    chosen = {"filter": "startswith(name, 'po')", "select": "properties/vmSize"}
    tried.works("`list_by_batch_account`, `filter` and `select`", lambda: [p.vm_size for p in client.pool.list_by_batch_account(GROUP, NAME, **chosen)], ["STANDARD_D2S_V3"])
    metadata = [models.MetadataItem(name="a", value="b")]
    tried.works("`update`", lambda: client.pool.update(GROUP, NAME, "pool", models.Pool(metadata=metadata)).metadata[0].name, "a")
    tried.works("`update`, size", lambda: client.pool.update(GROUP, NAME, "pool", models.Pool(scale_settings=fixed(2))) and steady().current_dedicated_nodes, 2)
    tried.works("`update` with `If-Match`", lambda: client.pool.update(GROUP, NAME, "pool", models.Pool(metadata=[]), **matched()).name, "pool")
    tried.works("`disable_auto_scale`", lambda: client.pool.disable_auto_scale(GROUP, NAME, "auto").scale_settings.auto_scale, None)
    tried.works("`stop_resize`", lambda: client.pool.stop_resize(GROUP, NAME, "pool").name, "pool")
    tried.refused("`create` unless it is there", "409 PoolExists", lambda: client.pool.create(GROUP, NAME, "pool", pool(), **unless_there()), said)
    tried.refused("`create` with a size that is none", "400 InvalidPropertyValue", lambda: client.pool.create(GROUP, NAME, "odd", pool(vm_size="huge")), said)
    tried.refused("`get` of none", "404 PoolNotFound", lambda: client.pool.get(GROUP, NAME, "none"), said)
    tried.works("`begin_delete`", lambda: client.pool.begin_delete(GROUP, NAME, "auto", **SHORT).result())


def by_models():
    """The newest says conditions in azure-core's words."""
    return not hasattr(models.Pool, "_attribute_map")


def matched():
    from azure.core import MatchConditions

    etag = client.pool.get(GROUP, NAME, "pool").etag
    return {"etag": etag, "match_condition": MatchConditions.IfNotModified} if by_models() else {"if_match": etag}


def unless_there():
    from azure.core import MatchConditions

    return {"etag": "*", "match_condition": MatchConditions.IfMissing} if by_models() else {"if_none_match": "*"}


def package():
    made = client.application_package.create(GROUP, NAME, "tool", "1.0")
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        file.writestr("hello", "hello")
    # The account is in the path, too, so that the host's name need not be resolved.
    address = made.storage_url.replace(f"{fake['storageAccount']}.blob.localhost", "127.0.0.1")
    BlobClient.from_blob_url(address).upload_blob(content.getvalue())
    return made.state


def applications():
    tried.section("applications")
    application, packages = client.application, client.application_package
    tried.works("`application.create`", lambda: application.create(GROUP, NAME, "tool").name, "tool")
    tried.works("`application_package.create`, uploaded", package, "Pending")
    zipped = models.ActivateApplicationPackageParameters(format="zip")
    tried.works("`application_package.activate`", lambda: packages.activate(GROUP, NAME, "tool", "1.0", zipped).state, "Active")
    tried.works("`application_package.get`", lambda: packages.get(GROUP, NAME, "tool", "1.0").format, "zip")
    tried.works("`application_package.list`", lambda: [p.name for p in packages.list(GROUP, NAME, "tool")], ["1.0"])
    tried.works("`application.update`", lambda: application.update(GROUP, NAME, "tool", models.Application(default_version="1.0")).default_version, "1.0")
    tried.works("`application.get`", lambda: application.get(GROUP, NAME, "tool").allow_updates, True)
    tried.works("`application.list`", lambda: [a.name for a in application.list(GROUP, NAME)], ["tool"])
    tried.works("`application.create`, another", lambda: application.create(GROUP, NAME, "gone").name, "gone")
    tried.works("`application.delete`", lambda: application.delete(GROUP, NAME, "gone"))
    tried.refused("`application.get` of none", "404 ApplicationNotFound", lambda: application.get(GROUP, NAME, "none"), said)
    tried.works("`application_package.create`, another", lambda: packages.create(GROUP, NAME, "tool", "2.0").state, "Pending")
    tried.works("`application_package.delete`", lambda: packages.delete(GROUP, NAME, "tool", "2.0"))


def links():
    tried.section("private links")
    tried.works("`private_endpoint_connection.list_by_batch_account`", lambda: list(client.private_endpoint_connection.list_by_batch_account(GROUP, NAME)), [])
    resources = client.private_link_resource
    tried.works("`private_link_resource.list_by_batch_account`", lambda: sorted(r.name for r in resources.list_by_batch_account(GROUP, NAME)), ["batchAccount", "nodeManagement"])
    tried.works("`private_link_resource.get`", lambda: resources.get(GROUP, NAME, "batchAccount").group_id, "batchAccount")


def certificates():
    """The versions of Resource Manager that the newest speaks have none."""
    if not hasattr(client, "certificate"):
        return
    tried.section("certificates")
    certificate = client.certificate
    content = "".join(CERTIFICATE.split())
    thumbprint = hashlib.sha1(base64.b64decode(content)).hexdigest()
    name = f"SHA1-{thumbprint}"
    data = models.CertificateCreateOrUpdateParameters(thumbprint_algorithm="SHA1", thumbprint=thumbprint, data=content, format="Cer")
    tried.works("`create`", lambda: certificate.create(GROUP, NAME, name, data).thumbprint, thumbprint)
    tried.works("`get`", lambda: certificate.get(GROUP, NAME, name).provisioning_state, "Succeeded")
    tried.works("`list_by_batch_account`", lambda: [c.format for c in certificate.list_by_batch_account(GROUP, NAME)], ["Cer"])
    tried.works("`update`", lambda: certificate.update(GROUP, NAME, name, data).name, name.lower())
    tried.works("`cancel_deletion`", lambda: certificate.cancel_deletion(GROUP, NAME, name).provisioning_state, "Succeeded")
    tried.works("`begin_delete`", lambda: certificate.begin_delete(GROUP, NAME, name, **SHORT).result())
    tried.refused("`get` afterwards", "404 CertificateNotFound", lambda: certificate.get(GROUP, NAME, name), said)


def locations():
    tried.section("regions")
    location = client.location
    tried.works("`get_quotas`", lambda: location.get_quotas("eastus").account_quota, 50)
    sizes = lambda: {s.name: s.capabilities[0].value for s in location.list_supported_virtual_machine_skus("eastus")}  # noqa: E731
    tried.works("`list_supported_virtual_machine_skus`", lambda: sizes()["Standard_D4s_v3"], "4")
    name = lambda text: models.CheckNameAvailabilityParameters(name=text, type="Microsoft.Batch/batchAccounts")  # noqa: E731
    tried.works("`check_name_availability`", lambda: location.check_name_availability("eastus", name("free")).name_available, True)
    tried.works("`check_name_availability`, taken", lambda: location.check_name_availability("eastus", name(NAME)).reason, "AlreadyExists")
    tried.works("`operations.list`", lambda: list(client.operations.list()), [])


def end():
    tried.section("the end")
    tried.works("`batch_account.begin_delete`", lambda: client.batch_account.begin_delete(GROUP, NAME, **SHORT).result())
    tried.refused("`batch_account.get` afterwards", "404 ResourceNotFound", lambda: client.batch_account.get(GROUP, NAME), said)


for part in (accounts, pools, applications, certificates, links, locations, end):
    part()
tried.save(kept)
