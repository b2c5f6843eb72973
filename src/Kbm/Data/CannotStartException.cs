namespace Kbm.Data;

/// <summary>The process cannot do what it was started for. The message is one sentence for the operator.</summary>
public sealed class CannotStartException(string sentence) : Exception(sentence);
