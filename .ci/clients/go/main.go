// What programs do with azblob: go run . KEPT COLUMN key|token. FAKE is what `serve` printed.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/to"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/appendblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/blockblob"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/container"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/sas"
	"github.com/Azure/azure-sdk-for-go/sdk/storage/azblob/service"
)

var (
	ctx  = context.Background()
	fake map[string]string
	soon = time.Now().UTC().Add(time.Hour)
)

// tried keeps how each call ended, in the form that tables.py reads; see tried.py.
type tried struct {
	Column  string     `json:"column"`
	Calls   [][]string `json:"calls"`
	Failed  int        `json:"failed"`
	heading string
}

func (t *tried) end(call, outcome, ended string) {
	t.Calls = append(t.Calls, []string{t.heading, call, outcome})
	if ended != outcome {
		t.Failed++
		fmt.Printf("FAILED %s: %s: %s should have ended with: %s\n  %s\n", t.Column, t.heading, call, outcome, ended)
	}
}

func (t *tried) works(call string, attempt func() error) {
	ended := "works"
	if err := attempt(); err != nil {
		ended = err.Error()
	}
	t.end(call, "works", ended)
}

func (t *tried) refused(call, outcome string, attempt func() error) {
	ended := "no refusal"
	if err := attempt(); err != nil {
		ended = err.Error()
		var refusal *azcore.ResponseError
		if errors.As(err, &refusal) {
			ended = fmt.Sprintf("%d %s", refusal.StatusCode, refusal.ErrorCode)
		}
	}
	t.end(call, outcome, ended)
}

func (t *tried) impossible(call, why string, attempt func() error) {
	outcome := "not possible, " + why
	ended := outcome
	if attempt() == nil {
		ended = "it is possible now"
	}
	t.end(call, outcome, ended)
}

func same[T comparable](found, wanted T) error {
	if found != wanted {
		return fmt.Errorf("%v instead of %v", found, wanted)
	}
	return nil
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func client(way, key string) *azblob.Client {
	if way == "token" {
		// By what `serve --print env` prints.
		identity := must(azidentity.NewClientSecretCredential(os.Getenv("AZURE_TENANT_ID"), os.Getenv("AZURE_CLIENT_ID"),
			os.Getenv("AZURE_CLIENT_SECRET"), &azidentity.ClientSecretCredentialOptions{DisableInstanceDiscovery: true}))
		return must(azblob.NewClient(fake["blobEndpoint"], identity, nil))
	}
	return must(azblob.NewClientWithSharedKeyCredential(
		fake["blobEndpoint"], must(azblob.NewSharedKeyCredential(fake["storageAccount"], key)), nil))
}

func names(blobs *azblob.Client) (string, error) {
	var found []string
	for pages := blobs.NewListBlobsFlatPager("texts", &azblob.ListBlobsFlatOptions{MaxResults: to.Ptr[int32](2)}); pages.More(); {
		page, err := pages.NextPage(ctx)
		if err != nil {
			return "", err
		}
		for _, item := range page.Segment.BlobItems {
			found = append(found, *item.Name)
		}
	}
	return strings.Join(found, " "), nil
}

func text(blobs *azblob.Client, name string, options *azblob.DownloadStreamOptions) (string, error) {
	answer, err := blobs.DownloadStream(ctx, "texts", name, options)
	if err != nil {
		return "", err
	}
	read, err := io.ReadAll(answer.Body)
	return string(read), err
}

func signed(way string, blobs *azblob.Client) (string, error) {
	values := sas.BlobSignatureValues{
		Protocol: sas.ProtocolHTTPSandHTTP, ExpiryTime: soon, ContainerName: "texts",
		Permissions: (&sas.ContainerPermissions{Read: true, List: true}).String(),
	}
	if way == "key" {
		query, err := values.SignWithSharedKey(must(azblob.NewSharedKeyCredential(fake["storageAccount"], fake["storageKey"])))
		return query.Encode(), err
	}
	start := time.Now().UTC().Format(sas.TimeFormat)
	expiry := soon.Format(sas.TimeFormat)
	delegation, err := blobs.ServiceClient().GetUserDelegationCredential(ctx, service.KeyInfo{Start: &start, Expiry: &expiry}, nil)
	if err != nil {
		return "", err
	}
	query, err := values.SignWithUserDelegation(delegation)
	return query.Encode(), err
}

func main() {
	kept, way := os.Args[1], os.Args[3]
	if err := json.Unmarshal([]byte(os.Getenv("FAKE")), &fake); err != nil {
		panic(err)
	}
	blobs := client(way, fake["storageKey"])
	texts := blobs.ServiceClient().NewContainerClient("texts")
	t := &tried{Column: os.Args[2]}

	t.heading = "containers"
	t.works("`CreateContainer`", func() error { _, err := blobs.CreateContainer(ctx, "texts", nil); return err })
	t.works("`GetProperties`, `SetMetadata`", func() error {
		if _, err := texts.SetMetadata(ctx, &container.SetMetadataOptions{Metadata: map[string]*string{"a": to.Ptr("b")}}); err != nil {
			return err
		}
		_, err := texts.GetProperties(ctx, nil)
		return err
	})
	t.works("`NewListContainersPager`", func() error {
		page, err := blobs.NewListContainersPager(nil).NextPage(ctx)
		if err != nil {
			return err
		}
		return same(len(page.ContainerItems), 1)
	})
	t.works("service `GetProperties`", func() error { _, err := blobs.ServiceClient().GetProperties(ctx, nil); return err })
	t.refused("`CreateContainer` once more", "409 ContainerAlreadyExists", func() error {
		_, err := blobs.CreateContainer(ctx, "texts", nil)
		return err
	})
	t.refused("`DeleteContainer` of none", "404 ContainerNotFound", func() error {
		_, err := blobs.DeleteContainer(ctx, "none", nil)
		return err
	})

	t.heading = "blobs"
	t.works("`UploadBuffer`", func() error {
		_, err := blobs.UploadBuffer(ctx, "texts", "a b+c.txt", []byte("hello"), nil)
		return err
	})
	t.works("`UploadStream` in blocks", func() error {
		_, err := blobs.UploadStream(ctx, "texts", "large", bytes.NewReader(make([]byte, 5_000_000)),
			&azblob.UploadStreamOptions{BlockSize: 1 << 20, Concurrency: 3})
		return err
	})
	t.works("`DownloadStream`", func() error {
		read, err := text(blobs, "a b+c.txt", nil)
		return errors.Join(err, same(read, "hello"))
	})
	t.works("`DownloadStream`, a range", func() error {
		read, err := text(blobs, "a b+c.txt", &azblob.DownloadStreamOptions{Range: azblob.HTTPRange{Offset: 1, Count: 3}})
		return errors.Join(err, same(read, "ell"))
	})
	t.works("`DownloadBuffer` in ranges", func() error {
		read, err := blobs.DownloadBuffer(ctx, "texts", "large", make([]byte, 5_000_000), &azblob.DownloadBufferOptions{BlockSize: 1 << 20})
		return errors.Join(err, same(read, 5_000_000))
	})
	t.works("`StageBlock`, `CommitBlockList`, `GetBlockList`", func() error {
		blocks := texts.NewBlockBlobClient("blocks")
		if _, err := blocks.StageBlock(ctx, "MQ==", readSeekCloser("block"), nil); err != nil {
			return err
		}
		if _, err := blocks.CommitBlockList(ctx, []string{"MQ=="}, nil); err != nil {
			return err
		}
		list, err := blocks.GetBlockList(ctx, blockblob.BlockListTypeCommitted, nil)
		return errors.Join(err, same(len(list.CommittedBlocks), 1))
	})
	t.works("append `Create`, `AppendBlock`", func() error {
		lines := texts.NewAppendBlobClient("lines")
		if _, err := lines.Create(ctx, nil); err != nil {
			return err
		}
		_, err := lines.AppendBlock(ctx, readSeekCloser("line\n"), &appendblob.AppendBlockOptions{})
		return err
	})
	t.works("`NewListBlobsFlatPager`, by pages", func() error {
		found, err := names(blobs)
		return errors.Join(err, same(found, "a b+c.txt blocks large lines"))
	})
	one := texts.NewBlobClient("a b+c.txt")
	t.works("`SetMetadata`, `SetHTTPHeaders`, `GetProperties`", func() error {
		if _, err := one.SetMetadata(ctx, map[string]*string{"a": to.Ptr("b")}, nil); err != nil {
			return err
		}
		if _, err := one.SetHTTPHeaders(ctx, blob.HTTPHeaders{BlobContentType: to.Ptr("text/plain")}, nil); err != nil {
			return err
		}
		found, err := one.GetProperties(ctx, nil)
		if err != nil {
			return err
		}
		return same(*found.ContentType, "text/plain")
	})
	t.works("`SetTags`, `GetTags`, `FilterBlobs`", func() error {
		if _, err := one.SetTags(ctx, map[string]string{"kind": "note"}, nil); err != nil {
			return err
		}
		found, err := blobs.ServiceClient().FilterBlobs(ctx, "kind='note'", nil)
		return errors.Join(err, same(len(found.Blobs), 1))
	})
	t.works("`CreateSnapshot`, `SetTier`", func() error {
		if _, err := one.CreateSnapshot(ctx, nil); err != nil {
			return err
		}
		_, err := one.SetTier(ctx, blob.AccessTierCool, nil)
		return err
	})
	query := ""
	read := func() error {
		signature, err := signed(way, blobs)
		if err != nil {
			return err
		}
		if _, err = names(must(azblob.NewClientWithNoCredential(fake["blobEndpoint"]+"/?"+signature, nil))); err == nil {
			query = "?" + signature
		}
		return err
	}
	if way == "key" {
		t.works("`SignWithSharedKey`", read)
	} else {
		t.impossible("`SignWithUserDelegation`", "the client signs for the host's first name, which is `127`", read)
	}
	t.works("`StartCopyFromURL`", func() error {
		_, err := texts.NewBlobClient("copy").StartCopyFromURL(ctx, one.URL()+query, nil)
		return err
	})
	t.refused("`Upload`, only if not there", "409 BlobAlreadyExists", func() error {
		_, err := texts.NewBlockBlobClient("copy").Upload(ctx, readSeekCloser("x"), &blockblob.UploadOptions{
			AccessConditions: &blob.AccessConditions{ModifiedAccessConditions: &blob.ModifiedAccessConditions{IfNoneMatch: to.Ptr(azcore.ETagAny)}},
		})
		return err
	})
	t.refused("`DownloadStream` of none", "404 BlobNotFound", func() error { _, err := text(blobs, "none", nil); return err })
	t.works("`NewBatchBuilder`, `SubmitBatch`", func() error {
		batch := must(texts.NewBatchBuilder())
		if err := batch.Delete("copy", nil); err != nil {
			return err
		}
		answer, err := texts.SubmitBatch(ctx, batch, nil)
		if err != nil {
			return err
		}
		return answer.Responses[0].Error
	})
	t.works("`DeleteBlob`", func() error {
		_, err := blobs.DeleteBlob(ctx, "texts", "a b+c.txt", &azblob.DeleteBlobOptions{DeleteSnapshots: to.Ptr(azblob.DeleteSnapshotsOptionTypeInclude)})
		return err
	})
	if way == "key" {
		t.refused("another key", "403 AuthenticationFailed", func() error { _, err := names(client(way, "YW5vdGhlcg==")); return err })
	}
	t.works("`DeleteContainer`", func() error { _, err := blobs.DeleteContainer(ctx, "texts", nil); return err })

	fmt.Printf("%s: %d calls ended as expected, %d did not\n", t.Column, len(t.Calls)-t.Failed, t.Failed)
	if err := os.WriteFile(kept, must(json.Marshal(t)), 0o600); err != nil {
		panic(err)
	}
}

type readSeek struct{ *strings.Reader }

func (readSeek) Close() error { return nil }

func readSeekCloser(text string) io.ReadSeekCloser { return readSeek{strings.NewReader(text)} }
