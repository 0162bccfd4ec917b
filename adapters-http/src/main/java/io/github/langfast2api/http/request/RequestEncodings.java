package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.HttpErrors;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.encoding.ContentEncodingContextConfig;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Content encodings (RFC 9110, section 8.4): requests may be compressed with gzip, and answers are
 * never compressed, since a compressor would hold back the events of a stream.
 *
 * <p>To Helidon every encoding is supported and decodes to itself. It would otherwise answer 415 by
 * itself, in a form of its own, and decompress bodies that nobody reads. {@link RequestBody} calls
 * {@link #decoded} instead. Safe for any thread.
 */
public final class RequestEncodings implements ContentEncodingContext {

  private final ContentEncodingContextConfig config =
      ContentEncodingContextConfig.builder()
          .contentEncodingsDiscoverServices(false)
          .buildPrototype();

  /**
   * A stream that decompresses a body as its {@code Content-Encoding} says, without a limit of
   * size.
   *
   * @throws ApiException with status 415 if the encoding is not supported
   * @throws IOException if the body does not begin as its encoding does
   */
  static InputStream decoded(Headers headers, InputStream body) throws IOException {
    String encoding = headers.first(HeaderNames.CONTENT_ENCODING).orElse("");
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "", "identity" -> body;
      case "gzip", "x-gzip" -> new GZIPInputStream(body);
      default ->
          throw new ApiException(
              HttpErrors.mediaType("Unsupported content encoding: a body may be gzip, or as it is.")
                  .withHeader("accept-encoding", "gzip"));
    };
  }

  @Override
  public boolean contentDecodingEnabled() {
    return true;
  }

  @Override
  public boolean contentDecodingSupported(String encoding) {
    return true;
  }

  @Override
  public ContentDecoder decoder(String encoding) {
    return ContentDecoder.NO_OP;
  }

  @Override
  public boolean contentEncodingEnabled() {
    return false;
  }

  @Override
  public boolean contentEncodingSupported(String encoding) {
    return false;
  }

  @Override
  public ContentEncoder encoder(String encoding) {
    return ContentEncoder.NO_OP;
  }

  @Override
  public ContentEncoder encoder(Headers headers) {
    return ContentEncoder.NO_OP;
  }

  @Override
  public ContentEncodingContextConfig prototype() {
    return config;
  }
}
