using System.Buffers.Binary;

namespace Frontline.Properties.Receiver;

/// <summary>Gzip (RFC 1952) and deflate (RFC 1951) bit by bit, shares no code with the platform's. Strict: every byte belongs to a member.</summary>
internal sealed class ReferenceGzip
{
    private const int CodeBitsMax = 15;

    private static readonly int[] LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
    private static readonly int[] LengthExtra = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
    private static readonly int[] DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
    private static readonly int[] DistanceExtra = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
    private static readonly int[] LengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

    private readonly byte[] input;
    private readonly List<byte> output = [];
    private int at;
    private int bits;
    private int bitCount;

    private ReferenceGzip(byte[] input) => this.input = input;

    /// <summary>The content, or null when it is no gzip file to its last byte. Reads any number of members.</summary>
    public static byte[]? Decode(byte[] file)
    {
        var decoder = new ReferenceGzip(file);
        try
        {
            do
            {
                decoder.Member();
            }
            while (decoder.at < file.Length);
            return [.. decoder.output];
        }
        catch (Exception exception) when (exception is InvalidDataException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private void Member()
    {
        var start = output.Count;
        Require(Byte() == 0x1F && Byte() == 0x8B && Byte() == 8);
        var flags = Byte();
        Require((flags & 0xE0) == 0);
        at += 6;
        if ((flags & 4) != 0)
        {
            var length = Byte() | (Byte() << 8);
            at += length;
        }

        for (var texts = (flags & 8) / 8 + (flags & 16) / 16; texts > 0; texts--)
        {
            while (Byte() != 0)
            {
            }
        }

        if ((flags & 2) != 0)
        {
            var headerCrc = (ushort)Crc(input.AsSpan(..at));
            Require((Byte() | (Byte() << 8)) == headerCrc);
        }

        Deflate();
        var content = output.Skip(start).ToArray();
        Require(at + 8 <= input.Length && BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan(at)) == Crc(content));
        Require(BinaryPrimitives.ReadUInt32LittleEndian(input.AsSpan(at + 4)) == content.Length);
        at += 8;
    }

    private void Deflate()
    {
        var memberStart = output.Count;
        (bits, bitCount) = (0, 0);
        int last;
        do
        {
            last = Bits(1);
            switch (Bits(2))
            {
                case 0:
                    Stored();
                    break;
                case 1:
                    var lengths = Enumerable.Range(0, 288).Select(static symbol => symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8).ToArray();
                    Codes(new Huffman(lengths), new Huffman([.. Enumerable.Repeat(5, 30)]), memberStart);
                    break;
                case 2:
                    Dynamic(memberStart);
                    break;
                default:
                    throw new InvalidDataException();
            }
        }
        while (last == 0);
    }

    private void Stored()
    {
        (bits, bitCount) = (0, 0);
        var length = Byte() | (Byte() << 8);
        Require((length ^ 0xFFFF) == (Byte() | (Byte() << 8)));
        for (; length > 0; length--)
            output.Add((byte)Byte());
    }

    private void Dynamic(int memberStart)
    {
        var literals = Bits(5) + 257;
        var distances = Bits(5) + 1;
        var codes = Bits(4) + 4;
        Require(literals <= 286 && distances <= 30);
        var lengths = new int[320];
        for (var i = 0; i < codes; i++)
            lengths[LengthOrder[i]] = Bits(3);
        var lengthCode = new Huffman(lengths[..19]);
        Require(lengthCode.Left == 0);
        Array.Clear(lengths);
        for (var i = 0; i < literals + distances;)
        {
            var symbol = Symbol(lengthCode);
            if (symbol < 16)
            {
                lengths[i++] = symbol;
                continue;
            }

            Require(symbol != 16 || i > 0);
            var value = symbol == 16 ? lengths[i - 1] : 0;
            var repeat = symbol switch { 16 => 3 + Bits(2), 17 => 3 + Bits(3), _ => 11 + Bits(7) };
            Require(i + repeat <= literals + distances);
            for (; repeat > 0; repeat--)
                lengths[i++] = value;
        }

        Require(lengths[256] != 0);
        var literalCode = new Huffman(lengths[..literals]);
        var distanceCode = new Huffman(lengths[literals..(literals + distances)]);
        // Incomplete codes are allowed for a single symbol of one bit only.
        Require(literalCode.Left == 0 || (literalCode.Left > 0 && literalCode.IsSingle));
        Require(distanceCode.Left == 0 || (distanceCode.Left > 0 && distanceCode.IsSingle));
        Codes(literalCode, distanceCode, memberStart);
    }

    private void Codes(Huffman literalCode, Huffman distanceCode, int memberStart)
    {
        while (true)
        {
            var symbol = Symbol(literalCode);
            if (symbol == 256)
                return;
            if (symbol < 256)
            {
                output.Add((byte)symbol);
                continue;
            }

            Require(symbol - 257 < LengthBase.Length);
            var length = LengthBase[symbol - 257] + Bits(LengthExtra[symbol - 257]);
            symbol = Symbol(distanceCode);
            var distance = DistanceBase[symbol] + Bits(DistanceExtra[symbol]);
            Require(distance <= output.Count - memberStart);
            for (; length > 0; length--)
                output.Add(output[^distance]);
        }
    }

    private int Symbol(Huffman code)
    {
        int value = 0, first = 0, index = 0;
        for (var length = 1; length <= CodeBitsMax; length++)
        {
            value |= Bits(1);
            var count = code.Counts[length];
            if (value - count < first)
                return code.Symbols[index + value - first];
            index += count;
            first = (first + count) << 1;
            value <<= 1;
        }

        throw new InvalidDataException();
    }

    private int Bits(int need)
    {
        while (bitCount < need)
        {
            bits |= Byte() << bitCount;
            bitCount += 8;
        }

        var value = bits & ((1 << need) - 1);
        bits >>= need;
        bitCount -= need;
        return value;
    }

    private int Byte() => input[at++];

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ (0xEDB88320u & (0u - (crc & 1)));
        }

        return ~crc;
    }

    private static void Require(bool condition)
    {
        if (!condition)
            throw new InvalidDataException();
    }

    /// <summary>A canonical code: how many codes of each length, and the symbols in the order of their codes.</summary>
    private sealed class Huffman
    {
        public Huffman(int[] lengths)
        {
            foreach (var length in lengths)
                Counts[length]++;
            IsSingle = lengths.Count(static length => length > 0) == Counts[1];
            Symbols = [.. lengths.Select(static (length, symbol) => (length, symbol)).Where(static pair => pair.length > 0).OrderBy(static pair => pair.length).ThenBy(static pair => pair.symbol).Select(static pair => pair.symbol)];
            Left = 1;
            for (var length = 1; length <= CodeBitsMax; length++)
                Left = (Left << 1) - Counts[length];
            Counts[0] = 0;
        }

        public int[] Counts { get; } = new int[CodeBitsMax + 1];

        public int[] Symbols { get; }

        /// <summary>Codes left unused at the end; negative when there are too many symbols.</summary>
        public int Left { get; }

        public bool IsSingle { get; }
    }
}
