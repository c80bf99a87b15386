using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Drydock.Lab.Maas.Model;

namespace Drydock.Lab.Maas.Life;

/// <summary>Names and ids that MAAS makes up.</summary>
internal static class HostNames
{
    private const string IdLetters = "34678abcdefghkmnpqrtwxy";

    private static readonly string[] Adjectives =
    [
        "able", "brave", "calm", "clear", "clever", "eager", "epic", "fair", "fast", "fine", "fleet", "fond", "game", "glad",
        "good", "grand", "happy", "keen", "kind", "loyal", "lucky", "merry", "neat", "noble", "proud", "quick", "ready", "sharp",
        "smart", "solid", "sound", "star", "sure", "sweet", "tidy", "top", "true", "vital", "warm", "wise",
    ];

    private static readonly string[] Animals =
    [
        "ant", "bass", "bear", "bee", "bird", "boar", "buck", "calf", "cat", "cobra", "cod", "colt", "crab", "crane", "crow", "deer",
        "dog", "dove", "duck", "eagle", "eel", "elk", "finch", "fish", "fox", "frog", "goat", "goose", "hare", "hawk", "heron", "horse",
        "ibex", "jay", "kite", "koala", "lark", "lion", "lynx", "mole", "moose", "moth", "mouse", "mule", "newt", "orca", "otter", "owl",
        "panda", "pika", "pug", "quail", "ram", "raven", "robin", "seal", "shark", "sheep", "skunk", "snail", "stork", "swan", "tiger",
        "toad", "trout", "wasp", "whale", "wolf", "wren", "yak",
    ];

    private static readonly int Pairs = Adjectives.Length * Animals.Length;

    /// <summary>A prime, so that all pairs come before one comes again, neighbours far apart.</summary>
    private const int PairStep = 1471;

    /// <summary>An adjective and an animal that no machine has yet; the same order in every lab.</summary>
    public static string Next(Region region)
    {
        var taken = new HashSet<string>(region.Nodes.Select(node => node.Hostname), StringComparer.Ordinal);
        while (true)
        {
            var number = region.NextId("hostname", first: 0);
            var pair = number * PairStep % Pairs;
            var name = Adjectives[pair % Adjectives.Length] + "-" + Animals[pair / Adjectives.Length];
            // Where all pairs are used up, they come again with a number.
            if (number >= Pairs) name += "-" + (number / Pairs).ToString(CultureInfo.InvariantCulture);
            if (!taken.Contains(name)) return name;
        }
    }

    /// <summary>Six letters of the sort that MAAS's ids have.</summary>
    public static string NextSystemId(Region region)
    {
        while (true)
        {
            var number = 40_000_000u + (uint)region.NextId("system_id") * 2_654_435u;
            var letters = new char[6];
            for (var i = 0; i < letters.Length; i++, number /= (uint)IdLetters.Length) letters[i] = IdLetters[(int)(number % (uint)IdLetters.Length)];
            var id = new string(letters);
            if (region.FindNode(id) is null) return id;
        }
    }
}
