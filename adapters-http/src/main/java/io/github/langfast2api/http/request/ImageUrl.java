package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.InvalidRequest;
import java.util.regex.Pattern;

/** The check of the URLs of images: those that a model's provider can load. */
public final class ImageUrl {

  private static final Pattern URL =
      Pattern.compile("(https?://|data:).+", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private ImageUrl() {}

  /** Reads the URL of an image, which must be there. */
  public static String read(Fields image, String member) {
    String url = image.requiredString(member);
    if (!URL.matcher(url).matches()) {
      throw InvalidRequest.invalidValue(image.path(member), "an http, https or data URL", url);
    }
    return url;
  }
}
