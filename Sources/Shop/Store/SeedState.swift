/// How the database stands to the files it was made from.
public enum SeedState: Hashable, Sendable {
  /// Nothing was loaded yet.
  case empty
  /// It was loaded from these files.
  case current
  /// The files have changed since, or were others.
  case changed
}
